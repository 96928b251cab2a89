"""What a figure is of, by its own noun and the synonyms of that noun: revenue is no profit, spending on research no spending
at large. Narrower than `matters`, which tells what a text is about; a verdict needs both sides to be of the same noun."""

from __future__ import annotations

import re

from assistant.understand.short import short_only

__all__ = ["nouns_of", "same_noun"]

_TABLE: tuple[tuple[str, str], ...] = (
    (
        "grant",
        r"(?:财政|政府|专项|奖励|扶持|补助|补贴|资助|奖补|贴息|引导)(?:资金|经费|款)|补[贴助]|奖[励金补]|资助|拨款|贴息",
    ),
    ("loan", r"贷款|借款|授信|负债|欠款|(?:借|贷)(?:了|到|来|款|的)?(?=$|[^\w]|[\d一二两三四五六七八九])"),
    ("wage", r"(?:应税)?工资性收入|年?工薪(?:收入)?|年?薪[资酬水金]?|工资|月薪"),
    (
        "research",
        r"(?:研究(?:与?试验)?开发|研发|科研|研究|试验|实验室?|r&d|技术创新|搞开发)(?:活动|上|里|室里|方面|这块|这一块|那块)?(?:的|年度|总)*"
        r"(?:费用?(?:支出|投入|总额)?|经费|支出|投入|花费|花销|花|开支|开销|强度|投|烧|的?钱|占比|比例|比重|率"
        r"|spend\w*|expen\w*|cost\w*)",
    ),
    (
        "service",
        r"(?:对外|技术|委托|检测|中试|市场化)*服务(?:性)?(?:的|合同|年|总|业务)*(?:收入|收费|进账|流水|营收)|技术(?:性)?收入",
    ),
    ("fee", r"服务费用?|使用费|租用费"),
    ("trade", r"(?:技术)?(?:合同)?(?:成交|交易)(?:总)?额?|技术合同(?:金额|额)?|合同(?:金额|总?额|价款?)"),
    ("output", r"(?:工业)?(?:总)?产值|增加值"),
    ("profit", r"(?:净)?利润率?|净利|盈利|赚|毛利"),
    ("export", r"出口|外销"),
    ("tax", r"纳?税(?:收|额|款)?"),
    ("equity", r"(?:股权|机构|天使|风险)?融资|风投|融了"),
    ("registered", r"注册资[本金]|注资|认缴"),
    ("share", r"持股|股比|占股|股份|股权|(?:大|单[个一]|最大|一[家个])股东|控股|(?:大|单[个一])出资[人方]"),
    ("paid", r"实缴|实收资本|货币(?:出资|资金)?|现金|到位|到账|进账的"),
    ("device", r"设备|仪器|装备|机器(?!人)|软硬件"),
    ("price", r"单价|售价|价格|采购(?:金额|价|额)|报价"),
    ("rent", r"房租|租金"),
    ("house", r"买房|购房|房款|办公楼|办公用房|写字楼"),
    ("insurance", r"保费|保险费"),
    ("asset", r"资产"),
    ("cost", r"成本(?:费用)?(?:支出)?(?:总额)?|费用(?:支出)?总额|总(?:费用|支出|开支|花费|花销)"),
    (
        "revenue",
        r"(?:主营)?(?:业务|营业)?收入|营收|营业额|销售(?:收入|额)?|流水|进账|卖[了出]|做了|业绩|revenue|sales|turnover",
    ),
    (
        "fund",
        r"资金|本钱|家底|起家|起步|出资|入股|凑|筹|攒|掏|真金白银|(?<![支付])出(?:了|过|到)?(?=\s|$)|fund|capital",
    ),
    ("put_in", r"总?投资(?:总?额)?|投入|投(?!诉|票|标)|砸|invest"),
    (
        "scientist",
        r"(?:专职)?(?:研究(?:与?试验)?开发|研发|科研|科技|研究|技术|开发|r&d\s*)(?:活动|创新|相关|和|及|与|方面|类|的|在岗|全职|专职|上)*"
        r"(?:人[员才手头数]?|员工?|队伍|团队|工程师|骨干|岗|staff|people)|研究员|工程师|技术员|科学家"
        r"|[做搞干管是]?(?:研发|科研|研究|技术|开发)的|(?:固定|专门|专职|全职)?[做搞干](?:研发|科研|研究|技术|开发)",
    ),
    ("research|scientist", r"研发|科研|研究(?!院|所|员|中心|机构)|r&d"),
    ("coverage", r"[覆复]盖|实验室|工程(?:技术|研究)?中心|平台"),
    ("degree", r"本科|硕士|博士|学历|学位|大专|职称|研究生"),
    ("partner", r"股东|合作单位|出资方"),
    ("member", r"成员|会员|联盟"),
    ("expert", r"专家|委员"),
    ("patent", r"专利|知识产权|软件?著|软著"),
    ("staff", r"职工|员工|人员|总人数|全员|人头|在编|在职|全公司|全厂|全所|staff|employee|headcount"),
)
"""Names of nouns with the words for them, the more telling first: what one has matched the later ones do not see."""
_PATTERNS = tuple((name, re.compile(pattern)) for name, pattern in _TABLE)
_WIDER: dict[str, frozenset[str]] = {
    "put_in": frozenset({"registered", "paid", "device", "research", "fund"}),
    "fund": frozenset({"registered", "paid", "put_in"}),
    "registered": frozenset({"fund"}),
    "paid": frozenset({"fund"}),
}
"""What a noun may be short for: who got money together speaks of any capital."""
_SPENT_ON = re.compile(
    r"(广告|宣传|营销|推广|品牌|培训|物流|环保|公益|慈善|装修|租赁|人工|人力)(?=[^,，。;；]{0,4}(?:投|费|支出|花|开支|资金))"
)
"""What money was spent on that no investment at large is of."""
_EMPTY = re.compile(
    r"[上本当去今前近同]\s*[一二两三]?个?(?:会计)?年度?|[企公]业|公司|单位|我们?|咱们?|总额|总数|数量|比例|比重|占比|总量|不[低少]于|以上|至少|现在|目前|一共|只有|达到?|已经?"
)


@short_only(8192)
def nouns_of(text: str) -> frozenset[str]:
    """The names of the nouns that figures are of, in `text`; a word inside a longer one (技术服务收入) is not read again.

    >>> sorted(nouns_of("上年度技术服务收入"))
    ['service']
    """
    found: set[str] = set()
    for name, pattern in _PATTERNS:
        text, n = pattern.subn("\0", text)
        if n:
            found |= set(name.split("|"))
    return frozenset(found)


def same_noun(own: str, bound: str) -> bool:
    """Whether the words of a figure and those of a bound name the same noun, by a synonym or by the word itself."""
    if set(_SPENT_ON.findall(own)) ^ set(_SPENT_ON.findall(bound)):
        return False
    ours, theirs = nouns_of(own), _head(bound)
    wide = frozenset().union(ours, *(_WIDER.get(n, frozenset()) for n in ours))
    if ours and theirs:
        return bool(wide & theirs)
    return _shared(_EMPTY.sub(" ", own), _EMPTY.sub(" ", bound))


def _head(bound: str) -> frozenset[str]:
    """The nouns of the head of a phrase (来自股东单位以外的技术服务收入: the income), all of them where it names only people."""
    last = nouns_of(bound.rpartition("的")[2])
    told = last if last - {"staff"} else nouns_of(bound)
    return frozenset({"share"}) if "share" in told else told


def _shared(one: str, other: str) -> bool:
    """Whether both have three characters running in common."""
    return any(re.fullmatch(r"[一-鿿]{3}", one[i : i + 3]) and one[i : i + 3] in other for i in range(len(one) - 2))
