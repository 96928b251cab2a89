"""Whose rule is asked for: regions, documents, document numbers, clause numbers – inside the corpus or not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.understand.clause_refs import ClauseRef, find_refs
from assistant.understand.levels import beside_region, raises
from assistant.understand.named_places import COMPARES, named_places
from assistant.understand.names import NATION, NUMBER, Names
from assistant.understand.places import moved_to

__all__ = ["NATION", "ClauseRef", "Names", "Scope", "find_scope", "moved_beside", "paid_when_raised"]

_SHORT_NUMBER = re.compile(r"(?<![\d〕\])】年月 ])(\d{1,4})\s*号(?![人楼线])(?:文件?|令|通知|文)?")
_BOOK = re.compile(r"《([^《》]{2,60})》")
_NATIONAL = re.compile(
    r"国家那(?:一?[档级套头边份本个]|里)|(?:升|冲|冲击|晋|转|争创|申报|申请|评|想|报)(?:级|格|为|成|到|上|至|当)*国家(?=级|队|的|$|[,。?])|升国|国家队|[往朝向]国家|(?:比|和|与|跟|同|及|按|照)国家(?!级|重点|工程|战略|科技|自主|高新)"
    r"|国家(?=附|[,。?;、 ]|$|和|与|跟|同|对|要求|规定|的(?!重)|有没有|是怎么|怎么|给|层面|指南|条件|规划|文件|政策|表|那|也)"
    r"|国家[两二三四](?:家|边|地|方|级|处)"
)
_TARGET = re.compile(
    r"(?:升级?|冲击?|晋升?|转|变|申报|申请|想[报评上]|(?:将来|以后|后面|要|再)上)(?:格|为|成|到|上|至|当|个)*国家(?=级|队|的|层|制造|$|[,。?])|升国|国家(?:级的?)?升级|往?国家级?(?:升|冲|晋)"
)
_RAISED = re.compile(r"(?:升|评|冲|晋|获|认定|入选|列入)[^,。?;]{0,3}国家(?:级|队|层)")
_PAID = re.compile(
    r"(?:给|奖|补|拿|领|发|配套?|支持|资助)[^,。?;]{0,6}(?:多少|几|钱|万|吗|不)|多少(?:钱|奖|补)|有没有(?:奖|补|钱|支持)|(?:奖|补)(?:多少|几)"
)
_PLANS = re.compile(r"几家|多少家|目标|打算|计划|力争|规划|支持|奖|补")
_MINISTRY = (
    r"(?:工业和信息化|工信|科学技术|科技|财政|商务|农业农村|教育|生态环境|交通运输)部(?:办公厅)?|(?:国家)?发展?改革?委"
)
_MINISTRYS = re.compile(
    rf"(?:{_MINISTRY})(?:的|那|这|里|升级|条件|指南|文件|通知|规定|要求|讲|说|定|对|发|印发|出"
    r"|附[件表录]|[总整]体|布局|目录|清单|[那这]?张?表)"
)
_BASIS = re.compile(r'(?:哪[一几]?[份个]?|什么|依据|根据|按照|结合|落实|对接)的?"?$')
_PLAN = re.compile(r'"?(十[一二三四五六]五)"?[^,。?;里的]{0,18}?规划')
_FUTURE = re.compile(
    r"(?:后来|后面|随后|之后|另外?|另行|单独|配套|新近?|最近)(?:又|再|另|单独|另外?|新|来)*(?:出台|出|制定|印发|发布|发|定|搞|颁布|公布)(?:来?的|了)?(?:那个|那份|一个|一份)?"
    r"(?P<name>[^,。?;的是里]{0,16}?(?:办法|细则|方案|指南|意见|规划|标准|通知))"
    r"|(?:(?:20\d\d年?|到期|失效|期满)(?:以后|之后|后)|下一?[轮期版])的?(?P<next>新?的?(?:方案|办法|指南|规划|政策|细则))"
)
_DEICTIC = re.compile(r"[那这该][一]?(?:份|个|件|部)?(?:文|通知|方案|规划|条件|办法|指南)(?!件夹)|文号|印发|发文")
_NATIONAL_WEAK = re.compile(
    r"国家级(?!创新平台|平台|高新|实验室|示范|重点|工程|孵化|科研|经开|新区|的?(?:项目|课题|奖))"
    r"|国家(?:布局|(?=[一-鿿]{0,6}(?:中心|布局|认定|考核|评估|定位)))|部里|中央(?!企业|财政)|全国层面"
)


@dataclass(frozen=True, slots=True)
class Scope:
    """What the question limits itself to. `regions` and `documents` are held by the corpus, the `outside_…` are not;
    `above` are held regions in which an outside one lies whose own rule is asked for; `among`, where not empty, the only
    documents that speak of the programme named. `below` is the region asked about where the one above it, in `regions`, rules
    on the programme instead; `absent` what is asked of a region none of whose documents speaks of it."""

    regions: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    national: bool = False
    outside_regions: tuple[str, ...] = ()
    outside_documents: tuple[str, ...] = ()
    refs: tuple[ClauseRef, ...] = ()
    above: tuple[str, ...] = ()
    among: tuple[str, ...] = ()
    below: str = ""
    absent: str = ""

    @property
    def not_held(self) -> tuple[str, ...]:
        """What is asked about and the corpus does not hold: documents that the question names, or any of a region on a
        programme."""
        return (*self.outside_documents, self.absent) if self.absent else self.outside_documents

    @property
    def named(self) -> bool:
        """Whether the question names any region or document."""
        return bool(self.regions or self.documents or self.national or self.outside_regions or self.not_held)


def _outside_books(text: str, names: Names) -> tuple[list[str], list[str]]:
    inside, outside = [], []
    for match in _BOOK.finditer(text):
        document = names.by_title(match[1])
        if document:
            inside.append(document)
        else:
            outside.append(f"《{match[1]}》")
    return inside, outside


def find_scope(text: str, names: Names, within: Scope | None = None) -> Scope:
    """The scope that the normalised question `text` names; `within` is that of the question it is part of: 国家级 alone is
    then no other scope."""
    documents, outside_documents = _outside_books(text, names)
    rest = text
    for match in NUMBER.finditer(text):
        document = names.by_number(match[1] or "", match[2], match[3])
        (documents if document else outside_documents).append(document or match.group().strip())
        rest = rest.replace(match.group(), " ")
    for match in _SHORT_NUMBER.finditer(rest):
        document = names.by_number("", "", match[1])
        if document:
            documents.append(document)
        elif re.search(r"文|令|通知", match.group()):
            outside_documents.append(match.group())
        rest = rest.replace(match.group(), " ")
    told, rest = _absent(rest, names)
    outside_documents += told
    if not told:
        documents += names.mentioned(_BOOK.sub(" ", text))
    places = named_places(rest, names)
    inside, outside = list(places.inside), list(places.outside)
    national = NATION in names.regions and _is_national(rest, names)
    if national and inside and paid_when_raised(rest):
        national = False
    if national and len(set(inside)) == 1 and not places.ruled and _only_sits(rest, names):
        inside = []
    documents = _of_regions(documents, inside, names, bool(COMPARES.search(rest)))
    if not documents and _DEICTIC.search(rest):
        documents = _described(rest, inside or ([NATION] if national else []), names)
    if documents and all(d.region == NATION for d in names.documents if d.id in documents):
        outside = []  # what a national document says of a place
    scope = Scope(
        regions=tuple(dict.fromkeys(inside)),
        documents=tuple(dict.fromkeys(documents)),
        national=national,
        outside_regions=tuple(dict.fromkeys(outside)),
        outside_documents=tuple(dict.fromkeys(outside_documents)),
        above=places.above if outside else (),
    )
    weak = (
        not scope.named
        and not (within and within.named)
        and NATION in names.regions
        and bool(_NATIONAL_WEAK.search(rest))
    )
    scope = replace(scope, national=scope.national or weak, refs=find_refs(rest))
    return _on_programme(scope, rest, names)


def paid_when_raised(text: str) -> bool:
    """Whether the text asks what is paid to those who become 国家级: the region pays, whose rule it is."""
    return bool(_RAISED.search(text) and _PAID.search(text)) and not COMPARES.search(text)


def _is_national(text: str, names: Names) -> bool:
    found = (_NATIONAL, _TARGET, _MINISTRYS, names.lexicon.national)
    if any(p.search(text) for p in found) or names.national_title(text):
        return True
    return beside_region(text, ((start, end) for _, start, end in names.lexicon.find_regions(text))) is not None


def _only_sits(text: str, names: Names) -> bool:
    """Whether the region named is only where the asker sits: it stands before a national target, nothing is compared, and
    what the region itself plans is not asked for."""
    target = _TARGET.search(text)
    places = names.lexicon.find_regions(text)
    if not target or not places or COMPARES.search(text) or _PLANS.search(text) or raises(text):
        return False
    return places[0][2] <= target.start()


def _absent(text: str, names: Names) -> tuple[list[str], str]:
    """Documents told by a five-year plan that no document of the corpus is of, or by what came later; and the text
    without them."""
    found: list[str] = []
    for match in _PLAN.finditer(text):
        if not names.holds_plan(match[1]) and not _BASIS.search(text[: match.start()]):
            found.append(match[0].replace('"', ""))
            text = text.replace(match[0], " ")
    for match in _FUTURE.finditer(text):
        found.append(match["name"] or match["next"])
        text = text.replace(match[0], " ")
    return found, text


def _of_regions(documents: list[str], regions: list[str], names: Names, compared: bool) -> list[str]:
    """The documents that fit the regions named; a name may be that of one document in each region. With a region and
    national documents compared, the region's own documents too."""
    by_region = {d.id: d.region for d in names.documents}
    if not regions or not documents:
        return documents
    fit = [d for d in documents if by_region[d] in regions]
    if fit:
        return [d for d in documents if d in fit or by_region[d] == NATION]
    return [*(d for d, region in by_region.items() if region in regions and compared), *documents]


def _described(text: str, regions: Sequence[str], names: Names) -> list[str]:
    among = [d.id for d in names.documents if not regions or d.region in regions]
    found = names.described(text, among) if len(among) > 1 else None
    return [found] if found else []


def moved_beside(text: str, before: str, names: Names) -> list[str]:
    """The regions of the question before, where the text only moves or sends something elsewhere (那要是迁到合肥去呢)."""
    places = names.lexicon.find_regions(text)
    earlier = find_scope(before, names)
    if not places or not all(moved_to(text[:start]) for _, start, _ in places):
        return []
    return [*earlier.regions, *earlier.outside_regions]


def _on_programme(scope: Scope, text: str, names: Names) -> Scope:
    """The scope with the programme that the text names: of several documents those that speak of it; the region above,
    where only it holds one; and where a region's documents never speak of it, said to be not held."""
    told = names.told(text)
    if not told.terms or scope.documents or scope.outside_documents or scope.outside_regions:
        return scope
    held = {d.id: d.region for d in names.documents}
    if not scope.named:
        single = len(told.know) == 1 < len(held)
        return replace(scope, documents=tuple(told.know)) if single else replace(scope, among=tuple(told.know))
    if scope.national and scope.regions and all(held[d] != NATION for d in told.know):
        scope = replace(scope, national=False)  # 升国家级 of a programme that no national document speaks of
    if scope.national or len(scope.regions) != 1:
        return scope
    region, terms = scope.regions[0], [t for t in told.terms if len(t) > 2]
    own = [d for d, r in held.items() if r == region]
    if know := [d for d in own if d in told.know]:
        return replace(scope, documents=tuple(know)) if len(know) < len(own) else scope
    if told.status or not terms or names.speak_of(terms, own) or COMPARES.search(text):
        return scope
    higher = next((r for r in names.above(region) if any(held[d] == r for d in told.own)), "")
    if higher:
        return replace(scope, regions=(higher,), below=region)
    return replace(scope, regions=(), absent=f"{region}关于{'、'.join(terms)}的文件")
