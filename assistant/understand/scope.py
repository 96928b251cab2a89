"""Whose rule is asked for: regions, documents, document numbers, clause numbers – inside the corpus or not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.understand.clause_refs import ClauseRef, find_refs
from assistant.understand.lexicon import Lexicon, Region
from assistant.understand.pinyin import Sounds
from assistant.understand.pinyin_reader import PinyinReader
from assistant.understand.segment import cut
from ingest.model import Document
from ingest.normal import compact, normalise

__all__ = ["NATION", "ClauseRef", "Names", "Scope", "find_scope"]

NATION = "国家"
_GENRES = "方案|指南|规划|条件|办法|细则|意见|条例|规定|措施|计划|通知|决定|公告"
_LAST_GENRE = re.compile(rf"({_GENRES})(?!.*(?:{_GENRES}))")
_NUMBER = re.compile(r"([一-鿿]{2,12})?\s*[〔\[(【]?\s*((?:19|20)\d\d)\s*[〕\])】]?\s*年?\s*第?\s*(\d{1,4})\s*号")
_SHORT_NUMBER = re.compile(r"(?<![\d〕\])】年月 ])(\d{1,4})\s*号(?![人楼线])(?:文件?|令|通知|文)?")
_BOOK = re.compile(r"《([^《》]{2,60})》")
_FIVE_YEARS = re.compile(r"十[一二三四五六]五")
_DEMONSTRATIVE = re.compile(r"(十[一二三四五六]五)(?:的|那个|这个|那份|这份|国家){1,2}规划")
_NATIONAL = re.compile(
    r"(?:升|冲|冲击|晋|转|争创|申报|申请|评|想|报)(?:级|格|为|成|到|上|至|当)*国家(?=级|队|的|$|[,。?])|升国|国家队|[往朝向]国家|(?:比|和|与|跟|同|及|按|照)国家(?!级|重点|工程|战略|科技|自主|高新)"
    r"|国家(?=[,。?;、 ]|$|和|与|跟|同|对|要求|规定|的(?!重)|有没有|是怎么|怎么|给|层面|指南|条件|规划|文件|政策|表|那)"
)
_PARTNER = re.compile(r"[跟和与同].{0,3}#.{0,6}(?:联手|合作|协作|协同|一起|对接|联合|联动)")
_TARGET = re.compile(
    r"(?:升级?|冲击?|晋升?|转|变|申报|申请|想[报评])(?:格|为|成|到|上|至|当|个)*国家(?=级|队|的|层|制造|$|[,。?])|升国|国家(?:级的?)?升级|往?国家级?(?:升|冲|晋)"
)
_COMPARES = re.compile(r"各[自要是有]?|分别|区别|不同|差别|一样|相比|比(?!例|重|率|如)|两边|两级|[和与跟同、]\s*(?:升|冲|国|工信|部)|(?:国家|升级|条件)[^,。?]{0,6}[和与跟同]")
_PLANS = re.compile(r"几家|多少家|目标|打算|计划|力争|规划|支持|奖|补")
_ITS_RULE = re.compile(r"^(?:市|那边|这边|方面)?(?:的|那份|这份)?(?:市级)?(?:方案|政策|文件|规定|办法|指南|规划|通知|对|给|有(?:没有|什么|哪些)|怎么支持|支持|表|那张表)")
_MINISTRY = r"(?:工业和信息化|工信|科学技术|科技|财政|商务|农业农村|教育|生态环境|交通运输)部(?:办公厅)?|(?:国家)?发展?改革?委"
_MINISTRYS = re.compile(rf"(?:{_MINISTRY})(?:的|那|这|里|升级|条件|指南|文件|通知|规定|要求|讲|说|定|对|发|印发|出)")
_BASIS = re.compile(r'(?:哪[一几]?[份个]?|什么|依据|根据|按照|结合|落实|对接)的?"?$')
_PLAN = re.compile(r'"?(十[一二三四五六]五)"?[^,。?;里的中]{0,18}?规划')
_FUTURE = re.compile(
    r"(?:后来|后面|随后|之后|另外?|另行|单独|配套|新近?|最近)(?:又|再|另|单独|另外?|新|来)*(?:出台|出|制定|印发|发布|发|定|搞|颁布|公布)(?:来?的|了)?(?:那个|那份|一个|一份)?"
    r"(?P<name>[^,。?;的是里]{0,16}?(?:办法|细则|方案|指南|意见|规划|标准|通知))"
    r"|(?:(?:20\d\d年?|到期|失效|期满)(?:以后|之后|后)|下一?[轮期版])的?(?P<next>新?的?(?:方案|办法|指南|规划|政策|细则))"
)
_DEICTIC = re.compile(r"[那这该][一]?(?:份|个|件|部)?(?:文|通知|方案|规划|条件|办法|指南)(?!件夹)|文号|印发|发文")
_LIKENED = re.compile(r"[跟和与同像]#(?:那边|这边|的)?(?:差不多|类似|一样|似的)(?!吗|么|不|嘛|\?)")
_NATIONAL_WEAK = re.compile(
    r"国家级(?!创新平台|平台|高新|实验室|示范|重点|工程|孵化|科研|经开|新区|的?(?:项目|课题|奖))"
    r"|国家(?:布局|(?=[一-鿿]{0,6}(?:中心|布局|认定|考核|评估|定位)))|部里|中央(?!企业|财政)|全国层面"
)
@dataclass(frozen=True, slots=True)
class Scope:
    """What the question limits itself to. `regions` and `documents` are held by the corpus, the `outside_…` are not."""

    regions: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    national: bool = False
    outside_regions: tuple[str, ...] = ()
    outside_documents: tuple[str, ...] = ()
    refs: tuple[ClauseRef, ...] = ()

    @property
    def named(self) -> bool:
        """Whether the question names any region or document."""
        return bool(self.regions or self.documents or self.national or self.outside_regions or self.outside_documents)


class Names:
    """How the corpus's documents and regions are called, and how its words sound; built once per generation."""

    def __init__(self, documents: Sequence[Document], lexicon: Lexicon) -> None:
        self.sounds = Sounds(normalise(d.text) for d in documents)
        self.reader = PinyinReader(
            lambda: self.sounds.words, lexicon.spoken(), lexicon.asked, lexicon.english.vocabulary
        )
        self.documents = tuple(documents)
        self.regions = tuple(dict.fromkeys(d.region for d in documents if d.region))
        own = {normalise(n): Region(r, "") for r in self.regions if r != NATION for n in _region_names(r)}
        known = {r.name for r in lexicon.regions.values()}
        self.lexicon = lexicon.with_regions({n: r for n, r in own.items() if r.name not in known})
        self._names = [(name, d.id) for d in documents for name in _document_names(d)]
        self._numbers = [(*split, d.id) for d in documents for split in _numbers(d, documents)]
        titles = {d.id: frozenset(w for w in cut(normalise(d.title)) if len(w) > 1) for d in documents}
        national = frozenset[str]().union(*(titles[d.id] for d in documents if d.region == NATION))
        regional = frozenset[str]().union(*(titles[d.id] for d in documents if d.region != NATION))
        self._title_words = titles
        words = "|".join(map(re.escape, sorted(national - regional - {NATION, "国家级"}))) or "(?!)"
        self._national_title = re.compile(rf"国家(?:的|那份|这份)?(?:{words})(?![一-鿿]{{0,4}}中心)")
        self._fives = frozenset(f[0] for d in documents if (f := _FIVE_YEARS.search(normalise(d.title))))
        self._texts = tuple(normalise(d.text) for d in documents)
        self._genres = [(m[1], d.id) for d in documents if (m := _LAST_GENRE.search(normalise(d.title)))]

    def by_number(self, prefix: str, year: str, serial: str) -> str | None:
        """The document with this number; a prefix that differs in a character or two still counts as the same."""
        for own_prefix, own_year, own_serial, document in self._numbers:
            if own_serial == serial and year in ("", own_year) and _same_prefix(prefix, own_prefix):
                return document
        return None

    def by_title(self, title: str) -> str | None:
        """The document of this title, years in brackets aside."""
        wanted = _core(title)
        for name, document in self._names:
            if wanted and (wanted == name or (len(wanted) >= 6 and (wanted in name or name in wanted))):
                return document
        return None

    def knows(self, word: str) -> bool:
        """Whether a document of the corpus or the lexicon holds the word."""
        return any(word in t for t in self._texts) or self.lexicon.holds(word)

    def national_title(self, text: str) -> bool:
        """Whether 国家 stands before a word that only titles of national documents hold (国家升级…)."""
        return bool(self._national_title.search(text))

    def holds_plan(self, five: str) -> bool:
        """Whether a document of the corpus is of this five-year plan (十三五)."""
        return five in self._fives

    def described(self, text: str, among: Sequence[str]) -> str | None:
        """The one document of `among` whose title shares most of its own words with the text (省级变国家级的那份文)."""
        others = {d: frozenset[str]().union(*(self._title_words[o] for o in among if o != d)) for d in among}
        shared = {d: sum(w in text for w in self._title_words[d] - others[d]) for d in among}
        best = max(shared.values(), default=0)
        found = [d for d, n in shared.items() if n == best]
        return found[0] if best and len(found) == 1 else None

    def without_level(self, text: str, documents: Sequence[str]) -> str:
        """`text` without 国家 before words of a national document's title, where that is the document asked about."""
        titles = [normalise(d.title) for d in self.documents if d.id in documents and d.region == NATION]
        found = [m for m in re.finditer("国家级?", text) if any(text[m.end() : m.end() + 4] in t for t in titles)]
        for match in reversed(found):
            text = text[: match.start()] + text[match.end() :]
        return text

    def without(self, text: str) -> str:
        """`text` without the names and numbers of documents, so that only the matter is left."""
        for name, _ in sorted(self._names, key=lambda pair: -len(pair[0])):
            text = text.replace(name, " ")
        return _NUMBER.sub(" ", text)

    def mentioned(self, text: str) -> tuple[str, ...]:
        """Documents whose name or genre (指南里…, 这份规划…) stands in the normalised text."""
        squeezed = _DEMONSTRATIVE.sub(r"\1规划", text.replace(" ", "").replace('"', ""))
        hits = [(len(name), document) for name, document in self._names if name in squeezed]
        if hits:
            longest = max(size for size, _ in hits)
            named = [d for size, d in hits if size == longest or size >= 4]
            return tuple(dict.fromkeys(named))
        for genre in dict.fromkeys(g for g, _ in self._genres):
            if re.search(
                rf"(?:^|[,。?]|这份|这个|该|本|那份|那个|国家|{_region_hint(self.regions)}){genre}(?:里|中|对|规定|提到|文件|是|的有效|有效|管|说)",
                squeezed,
            ):
                return tuple(d for g, d in self._genres if g == genre)
        return ()


def _region_hint(regions: Sequence[str]) -> str:
    return "|".join(re.escape(n) for r in regions for n in _region_names(r)) or "(?!)"


def _region_names(region: str) -> tuple[str, ...]:
    short = re.sub(r"(?:维吾尔|壮族|回族)?自治区$|特别行政区$|新区$|[省市区县]$", "", region)
    return (region, short) if len(short) >= 2 else (region,)


def _core(title: str) -> str:
    text = compact(title)
    if found := re.search(r"关于印发[《<]?(.+?)[》>]?的通知$", text):
        text = found[1]
    return re.sub(r'\([^()]*\)|[《》"]', "", text)


def _document_names(document: Document) -> tuple[str, ...]:
    core = _core(document.title)
    names = {core, *(compact(n) for n in document.short_names)}
    short = _region_names(document.region)[-1] if document.region else ""
    if short and core.startswith((document.region, short)):
        names.add(core.removeprefix(document.region).removeprefix(short))
    if short and (genre := _LAST_GENRE.search(core)):
        names.add(short + genre[1])
    if five := _FIVE_YEARS.search(core):
        names |= {five[0] + "规划", five[0] + "的规划"} if "规划" in core else {five[0]}
    return tuple(n for n in names if len(n) >= 3)


def _split_number(number: str) -> tuple[str, str, str] | None:
    found = _NUMBER.search(normalise(number))
    return (found[1] or "", found[2], found[3]) if found else None


def _numbers(document: Document, documents: Sequence[Document]) -> list[tuple[str, str, str]]:
    """The document's own number, and the numbers under which others of the corpus name it."""
    found = [document.number] if document.number else []
    found += [r.number for other in documents for r in other.references if r.target == document.id and r.number]
    return [split for number in dict.fromkeys(found) if (split := _split_number(number))]


def _same_prefix(asked: str, own: str) -> bool:
    if not asked or not own:
        return True
    tail = asked[-len(own) :]
    return tail == own or sum(a == b for a, b in zip(tail[::-1], own[::-1], strict=False)) >= max(2, len(own) - 1)


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
    for match in _NUMBER.finditer(text):
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
    inside, outside, regional = _split_regions(rest, names)
    national = NATION in names.regions and _is_national(rest, names)
    if national and len(set(inside)) == 1 and not regional and _only_sits(rest, names):
        inside = []
    documents = _of_regions(documents, inside, names, bool(_COMPARES.search(rest)))
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
    )
    weak = not scope.named and not (within and within.named) and NATION in names.regions and bool(_NATIONAL_WEAK.search(rest))
    return replace(scope, national=scope.national or weak, refs=find_refs(rest))


def _is_national(text: str, names: Names) -> bool:
    found = (_NATIONAL, _TARGET, _MINISTRYS, names.lexicon.national)
    return any(p.search(text) for p in found) or names.national_title(text)


def _only_sits(text: str, names: Names) -> bool:
    """Whether the region named is only where the asker sits: it stands before a national target, nothing is compared, and
    what the region itself plans is not asked for."""
    target = _TARGET.search(text)
    places = names.lexicon.find_regions(text)
    if not target or not places or _COMPARES.search(text) or _PLANS.search(text):
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


def _split_regions(text: str, names: Names) -> tuple[list[str], list[str], bool]:
    """Region names in the text: those for which the corpus holds a document, and the others. A city or district of a
    province that the corpus holds counts as that province. And whether a rule of one of them is spoken of (重庆对…)."""
    inside, outside, ruled = [], [], False
    places = names.lexicon.find_regions(text)
    for region, start, end in places:
        around = text[max(0, start - 4) : start] + "#" + text[end : end + 10]
        if _PARTNER.search(around) or (len(places) > 1 and _LIKENED.search(around)):
            continue
        ruled = ruled or bool(_ITS_RULE.search(text[end:]))
        if region.name in names.regions:
            inside.append(region.name)
        elif region.parent in names.regions:
            inside.append(region.parent)
        else:
            outside.append(region.name)
    return inside, outside, ruled
