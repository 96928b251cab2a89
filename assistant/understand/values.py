"""Which kind of value a question asks for, told by its interrogative and unit (多少年, 几万, 百分之几, 哪天)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

__all__ = ["DECIDES", "Value", "expected_values", "interrogative", "without_some"]

Value = Literal[
    "amount",
    "ratio",
    "stake",
    "rate",
    "duration",
    "days",
    "date",
    "day",
    "window",
    "count",
    "headcount",
    "rank",
    "phone",
    "email",
    "website",
    "names",
    "steps",
    "score",
    "points",
    "age",
    "degree",
    "consequence",
    "person",
    "list",
]

_ASK = r"(?:多少|几|(?<!不)多(?=[久长]))"
_PARTS = "月|百分点|点|环节|方面|步骤|阶段|条件|要求|部分|原则|类|层|渠道|功能|任务|领域|文件|指标|工作日|季度|小时|人"
_THING = rf"(?:家(?!单位之间|之间|一起|合|加起来)|个(?!{_PARTS})|项|条|所|件|台|种|类|次|份|张)"
_THINGS = "[家个人件项名户台套种篇张]"
_PAY = "工资|薪资|薪水|薪酬|年薪|月薪|安家费|会费|评审费|房租|租金|费用|经费|规模"
_TABLE: tuple[tuple[Value, str], ...] = (
    ("phone", r"电话|号码|热线|手机号|座机"),
    ("email", r"邮箱|电子邮件|邮件地址"),
    ("website", r"网址|官网|网站地址|公众号|链接是"),
    (
        "stake",
        r"(?:占股|持股|控股|股份|股权|股比)[^,。?;]{0,6}(?:多少|几成|比例|百分之几)|占[^,。?;]{0,4}(?:多少|几成)的?(?:股份|股权|股)",
    ),
    ("rate", r"利率|利息[^,。?;]{0,4}(?:多少|几)|贴息[^,。?;]{0,4}(?:多少|几)"),
    (
        "ratio",
        rf"占比|比例|比重|百分之{_ASK}|百分比|(?<!哪){_ASK}\s*(?:%|成(?!立)|个?点(?!都|要|写|讲|说|全)|个百分点)|配比|[几一1]比几|几[:∶]几|按[一二两三\d]比[一二两三\d]",
    ),
    ("ratio", r"占(?:到|了)?.{0,12}(?:多少|几成)"),
    (
        "amount",
        rf"(?<!哪){_ASK}\s*(?:钱|[万亿](?!{_THINGS})|元|块钱|(?<=多少)块|经费|资金)|金额|额度|[掏出拿领]多少|资金.{{0,6}}(?:多少|多大|线|门槛|最低)",
    ),
    (
        "amount",
        r"(?:发|奖|给|补|交|缴|付|拨|抵|领|拿)[^,。?;多少几]{0,4}多少(?:奖励|奖金|补贴|补助|资助|支持|合适|合算|(?=$|[,。?;]))",
    ),
    ("amount", r"(?:补|奖|给|资助|补助|补贴|收费|支持)[助贴励]?[到了]?多少(?!年|个?月|天|家|个|项|时|积分)|值多少"),
    (
        "amount",
        rf"(?:营收|收入|资本|产值|投资额|销售额).{{0,12}}(?:多少|几)|(?:{_PAY})[^,。?;]{{0,6}}(?:多少|几|多大)|多大规模",
    ),
    ("amount", r"(?:面额|票面|面值)[^,。?;]{0,4}(?:多少|多大|几)"),
    ("amount", r"几[十百千]+(?:万|亿|块|元)(?!块?元?的[一-鿿])"),
    (
        "amount",
        r"(?:有|给|补|奖|拿|领|发|批)(?:得?到|没有|够)?\d+(?:\.\d+)?(?:[千百十]?万|亿)元?(?:钱|块)?(?:[吗么没不嘛吧?]|$)",
    ),
    ("days", rf"{_ASK}\s*(?:个)?(?:工作日|天)"),
    ("duration", rf"{_ASK}\s*(?:年|个月|月(?!份|号|几|底|初|前)|天|日(?!期)|周|个?工作日|个?季度)|多久|多长(?:时间)?"),
    ("duration", r"(?:期|时间|时长).{0,3}(?:更|最)?[长短]|期限|时限|每隔|几年一|频次|频率|周期"),
    ("day", r"哪[一]?[天日]|几月几[日号]|几号(?!文)|截止|截只|最晚|最迟"),
    (
        "window",
        r"(?:什么时候|啥时候|何时|几时|几月份?|哪个月)[^,。?;]{0,6}(?:报(?!告)|申|收|交|受理|提交|报名|开放)|一年到头|常年受理|申报(?:时间|窗口|期)|受理时间|(?:申报|报名|申请|受理|提交|收件)的?(?:截止|最后)",
    ),
    ("date", r"什么时候|啥时候|何时|几时|哪[一]?[天年月日]|几月(?:份|几|$)?|几号(?!文)|截止|截只|最晚|最迟|日期"),
    ("rank", r"前几|第几(?:名|位)?|排名?(?:要|得|需)?.{0,4}(?:第几|多少|几)"),
    ("headcount", rf"(?<![哪这那好前后头们十第])(?<!我们){_ASK}\s*(?:个人|人|名(?!单)|位)"),
    ("count", rf"(?<![哪这那好前后头们十第])(?<!我们){_ASK}\s*[百千万亿]?\s*(?:{_THING}|个?人|名(?!单)|位)"),
    ("age", r"年龄|几岁|多大岁数|周岁"),
    ("degree", r"学历|学位"),
    ("points", r"积分"),
    ("person", r"谁|哪个(?:部门|单位|机构|处|委|局|司)|哪家(?:单位|机构)|由哪|什么(?:部门|单位|机构)"),
    ("steps", r"(?:怎么|如何|怎样|咋)(?:申报|申请|办理|认定|评审|遴选|组建|报)(?!的)|流程|程序|步骤|手续"),
    ("score", r"多少分|几分|分数线|及格线|合格线|打分.{0,4}(?:多少|标准)|评分(?:标准|多少|是)"),
    (
        "consequence",
        r"(?:不合格|没过|没考过|不过关|不通过|没通过|未通过|达不到|不达标|没达标|考砸).{0,8}(?:怎|会|咋|后果|处理|啥|如何)|[再还](?:是)?不行呢?$|摘牌|有(?:什么|啥|何)后果|(?:虚假|作假|造假|假材料|伪造|骗[取补钱]|谎报|瞒报|违规|违约|挪用|违反)[^,。?;]{0,10}(?:怎|会(?!议)|咋|后果|处理|啥下场|如何)|怎么处罚|怎么罚|(?:停|罚)(?:多少|几)年",
    ),
    (
        "names",
        r"(?:企业|公司|中心|专家|委员|批了?|哪几家)[^,。?;]{0,6}(?:名单(?!里|中|上)|名录|名字|叫什么|叫啥|都叫)"
        r"|(?:已经?|目前|现在|现有|截至|第.批).{0,12}(?:批|认定|授牌|入选|挂牌|评上|拿到).{0,6}(?:哪|谁|几家)"
        r"|是哪(?:几|些)?家(?:单位|企业|公司|机构|院校|高校)?(?=[?。,]|$)",
    ),
    ("list", r"哪些|哪几|都有(?:啥|什么)|列出|列一下|清单|名单|全部|所有"),
)
_SOME = re.compile(
    r"(?:靠|跟|和|与|同|拉了?|找了|好)几[家个]|几[十百千万]+(?:[家个块元万])*(?:[一-鿿]{1,2})?的[一-鿿]"
    r"|几[家个](?:人|朋友|股东|单位|公司|企业|厂子?|院校|伙伴|兄弟){1,2}[^,。?;]{0,4}?(?:凑|合伙?|一起|联合|共同|加起来|出资|商量|打算|准备|想|抱团)"
)
"""Some, told and not asked (几家股东凑的, 几百万的机器)."""
_ASKED_ELSEWHERE = re.compile(r"多少|多久|多长|多大|什么|怎么|哪|谁|啥|吗|何时|(.)[没不]\1")
_TOLD = re.compile(
    r"(?<![要有需得至少共最低起码哪还差够满分建设布带了着])(?<!一共)几(?=(?:[家所名位]|个(?!工作日|月|星期|礼拜|小时|季度|年|百分点))[一-鿿]{2})|(?<=的)几(?=[家个所项])"
)
"""Some, told beside what another piece asks (先挑几家试水，得试多久; 几家凑份子，起码掏多少)."""
_BESIDE = re.compile(
    r"(?<![要有需得至少共最低起码哪还差够满])几(?=[个家名位][一-鿿]{2,6}(?:[能可该要想去报][^,。?;几多]{0,6})(?:什么|啥|哪))"
)
"""Some, told before what the same piece asks (几个博士能报什么头衔)."""
DECIDES = re.compile(r"(?:是|都|这些|由)+(?:由)?谁(?:来)?(?:定|说了算|决定|规定|明确|拍板)|谁说了算")
_MATTERS = re.compile(r"哪[些几]个?(?:行当|领域|行业|产业|方向|赛道|材料|条件|要求|内容)")
_CALLED = re.compile(r"(?:组织|机构|委员会|班子|平台|制度|头衔|文件)(?:的名字)?(?:都|该)?(?:叫|称)(?:什么|啥|做)")
_MONEY = re.compile(r"钱|万|亿|元|金额|额度")
_FEW = re.compile(r"(?<=[这那近好])几(?=[一-鿿])|(?<=[前最头])几(?=年)|(?<=最近)几")
_YES_NO = re.compile(r"(?:行不行?|行吗|得行不?|行得通吗|要紧吗|可以吗|成不成|成吗|可不可以|管不管用|合不合适)[?!。]?$")
_NARROWER: tuple[tuple[Value, frozenset[Value]], ...] = (
    ("stake", frozenset({"ratio"})),
    ("rate", frozenset({"ratio", "amount"})),
    ("days", frozenset({"duration"})),
    ("day", frozenset({"date"})),
    ("window", frozenset({"date"})),
    ("rank", frozenset({"count", "headcount"})),
    ("headcount", frozenset({"count"})),
    ("points", frozenset({"score", "amount"})),
    ("consequence", frozenset({"duration"})),
)
"""A narrower kind asked for rules the wider one out."""

_PATTERNS = tuple((kind, re.compile(pattern)) for kind, pattern in _TABLE)


@lru_cache(maxsize=8192)
def expected_values(text: str) -> tuple[Value, ...]:
    """The kinds of value asked for in the normalised `text`, most telling first; nothing when any text answers.

    >>> expected_values("补助最长给几年")
    ('duration',)
    """
    text = _FEW.sub("数", _BESIDE.sub("数", without_some(text)))
    before, comma, last = text.rpartition(",")
    if comma and _YES_NO.search(last):
        text = f"{before.replace('几', '数')},{last}"  # 拿几个专利入股,行不行 asks for no number
    kinds = tuple(dict.fromkeys(kind for kind, pattern in _PATTERNS if pattern.search(text)))
    if DECIDES.search(text):
        return ("person",)  # 啥时候交是谁来定 asks who decides
    dropped: set[Value] = set()
    if "ratio" in kinds and "amount" in kinds and not _MONEY.search(text):
        dropped.add("amount")  # 占收入多少 asks for a share, not for a sum
    for narrow, wide in _NARROWER:
        if narrow in kinds:
            dropped |= wide
    if _MATTERS.search(text) or _CALLED.search(text):
        dropped.add("names")  # a list of fields, not of companies
    return tuple(k for k in kinds if k not in dropped)


def without_some(text: str) -> str:
    """`text` without 几 where it tells of some and asks nothing."""
    text = _SOME.sub(lambda m: m[0].replace("几", "数"), text)
    pieces = re.split(r"([,。;?!]+)", text)
    for i, piece in enumerate(pieces):
        if _ASKED_ELSEWHERE.search(",".join(pieces[:i] + pieces[i + 1 :])):
            pieces[i] = _TOLD.sub("数", piece)
    return "".join(pieces)


_QUESTION_WORDS = re.compile(
    r"(?:占比|比例|比重|期限|时限|金额|家数|数量)?(?:要|得|是|占|给|有)?(?:百分之几|几成|多少(?:年|个?月|天|家|个|人|项|钱|万|%)?|几(?:年|个?月|天|家|个人?|项|次|条|万)|多久(?:一[次回])?|多长时间?|多大|什么时候|哪[一]?[天年])"
)


_PLAINLY: dict[Value, str] = {"ratio": "占比多少", "amount": "金额多少", "count": "多少个", "duration": "多久"}
"""How a kind of value is asked for in few words."""


def interrogative(text: str) -> str:
    """The words with which the normalised `text` asks for a value (占多少, 几家, 多久一次); empty when it asks for none.

    >>> interrogative("领军企业培育几家")
    '几家'
    """
    found = _QUESTION_WORDS.findall(text)
    if not found or expected_values(found[-1]):
        return found[-1] if found else ""
    return next((_PLAINLY[v] for v in expected_values(text) if v in _PLAINLY), "")
