"""What a figure measures, told by the words around it: people, spending, capital, income … Pure text in, names out."""

from __future__ import annotations

import re

__all__ = ["base_of", "matters"]

_TABLE: tuple[tuple[str, str], ...] = (
    (
        "people",
        r"人员|职工|员工|人才|人头|人手|队伍|技术员|工程师|研究员|全员|在编|团队|人数|(?<!法)(?<!个)人(?=占|比|里|中|$)"
        r"|做研发的|搞研发的|搞技术的|staff|employee|people|headcount",
    ),
    (
        "spend",
        r"(?:研发|科研|研究|试验|实验|技术|创新)(?:上|里|室里|方面|这块)?(?:经费|费|支出|投入|花|开支|强度|投|的钱)"
        r"|研发(?:占比|比例|比重|强度|率)|成本|支出|费用|经费|花销|开支|r&d (?:spend|expen|cost)",
    ),
    (
        "capital",
        r"出资|资金|投资|实缴"
        r"|注册资本|现金|入股|认缴|到位|凑|筹|攒|掏|砸|(?<![支付])出(?:了|过|到)?(?=$|[ \d一二两三四五六七八九])"
        r"|设备|本钱|家底|起家|到账|进账的|真金白银|(?<!研发)(?<!科研)(?<!创新)投(?!诉|票)|起步",
    ),
    ("income", r"收入|营收|营业额|销售|产值|利润|流水|进账(?!的)|revenue|sales"),
    ("trade", r"成交|交易额|技术交易|技术合同|合同金额|合同成交"),
    (
        "grant",
        r"补贴|补助|奖励|奖金|资助|拨款|财政资金|补偿|贷款|授信|拨付|给予|扶持"
        r"|(?:给|发|打|补|拨)(?:多少|点)?钱|(?<!弥)补(?:多少|几)|打多少|有钱[给发拿]"
        r"|(?:专项|财政|政府|连续|每年|一年)支持|给(?:我们|咱们?|我)|能(?:有|拿|领|给)(?:到)?(?=$|[ \d一二两三四五六七八九十])",
    ),
    ("coverage", r"平台|实验室(?!里)|工程技术中心|工程研究中心|工程中心|[覆复]盖"),
    ("equity", r"股份|股权|控股|持股|股比|占股"),
    ("register", r"注册|成立|设立|登记|创办|开办|开业|执照"),
    ("run", r"运行|运营|跑了|试运行"),
    ("age", r"年龄|岁|年纪"),
    ("transfer", r"转移|转出|转化|转让|扩散"),
    ("core", r"核心技术|待突破|攻关|等着攻"),
    ("patent", r"专利|知识产权|软件著作权"),
    ("standard", r"标准(?!化)"),
    ("alliance", r"联盟"),
    ("expert", r"专家|委员(?!会)"),
    ("project", r"项目|课题"),
    ("growth", r"增长|同比|增速|增幅|涨了|涨幅|降幅"),
    (
        "kind",
        r"本科|硕士|博士|学历|大专|[男女](?:性|职工|员工|的占)|外籍|外国人|海归|留学|青年|年轻人|老员工|\d岁以[上下]"
        r"|实习|外包|临时工|兼职|行政|后勤|管理人员|销售人员|一线工人|党员|职称",
    ),
    ("rank", r"排名|排第|行业第|名次|前\d+|位列"),
)
_PATTERNS = tuple((name, re.compile(pattern)) for name, pattern in _TABLE)
_BASES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("收入", re.compile(r"收入|营收|营业额|销售|产值|利润|流水|revenue|sales")),
    ("成本费用", re.compile(r"成本|支出|费用|开支|花销|cost|expen")),
    ("职工", re.compile(r"职工|员工|人员|总人数|全员|全公司的?人|staff|employee")),
    ("资产", re.compile(r"资产")),
    ("生产总值", re.compile(r"gdp|生产总值")),
)
_SHARE_OF = re.compile(
    r"占(?:到了?|了|全年|公司|企业|我们|总的?|年度?|当年|去年|全部){0,3}(.{0,16}?)(?:的?(?:总额)?的?(?:比例|比重|比率|比)|大?约|超过|不到|达到?|\d|百分|[一二三四五六七八九]成|$)"
)
_OF = re.compile(r"([一-鿿]{2,8}?)的(?:比例|比重)?(?:大?约|超过|不到|达到?)?$")


def matters(text: str) -> frozenset[str]:
    """The kinds of thing that `text` speaks of; empty when it names none of them."""
    return frozenset(name for name, pattern in _PATTERNS if pattern.search(text))


def base_of(text: str) -> str:
    """The base of a ratio named in `text` (占成本费用的比例, 营收的 5%): 收入, 成本费用, 职工 …, or nothing."""
    for pattern in (_SHARE_OF, _OF):
        for found in pattern.finditer(text):
            for name, words in _BASES:
                if words.search(found[1]):
                    return name
    return ""
