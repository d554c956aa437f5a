"""A text in, the places of names that are not in Latin letters out: short words of another script in an English text."""

import re
from collections.abc import Iterator

from assistant.identifiers import name_signs as signs
from assistant.identifiers.windows import Span
from assistant.identifiers.words import beside

_MOST = 60  # characters of a name in letters that are spelt out
_SURNAMES_HAN = "李王张张陈刘杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严武戴莫孔向汤張陳劉楊黃趙吳孫馬鄭謝許韓馮鄧蕭蔣葉蘇魏呂盧鍾譚陸範賈韋鄒邱龍陶賀顧龔邵萬錢嚴佐鈴高田渡伊山中小加吉佐木村林清斎池橋"
_SURNAMES_HANGUL = "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민진"
_HAN = re.compile(r"[\u3400-\u9fff]{2,40}")
_HANGUL = re.compile(r"[\uac00-\ud7a3]{2,20}")
_SCRIPT = re.compile(
    r"[\u0370-\u1fff]{2,30}(?:[ -][\u0370-\u1fff]{2,30}){0,3}|[\u3040-\u30ff]{2,20}(?:[ ・][\u3040-\u30ff]{2,20})?"
)
_TOLD_FIRST = re.compile(r"(?:患者|病人|환자|пациент(?:ка)?|المريضة?|مريض|रोगी|मरीज)\s?:?\s?(?=.)")
_TOLD = re.compile(r"(?:患者|病人|さん|様|환자|пациент(?:ка)?|المريضة?|مريض|रोगी|मरीज)\s?:?\s?\Z")


def other_scripts(text: str) -> Iterator[Span]:
    """Names in Chinese, Korean, Japanese, Cyrillic, Arabic, Indian and other scripts, by a sign or by their surname."""
    if text.isascii() or max(text) < "\u0370":
        return
    foreign = sum(sign > "\u0370" and sign.isalpha() for sign in text)
    if foreign * 3 > 2 * sum(sign.isalpha() for sign in text):
        return  # not an English text
    for pattern, surnames, longest in ((_HAN, _SURNAMES_HAN, 4), (_HANGUL, _SURNAMES_HANGUL, 4), (_SCRIPT, "", _MOST)):
        for found in pattern.finditer(text):
            told = _TOLD_FIRST.match(found[0])
            start, end = found.start() + (told.end() if told else 0), found.end()
            by_surname = end - start <= longest and found[0][0] in surnames
            if (told or by_surname or _is_told(text, start, end)) and end - start <= max(longest, 6):
                yield start, end


def _is_told(text: str, start: int, end: int) -> bool:
    before, after = beside(text, start, end)
    signs_before = (signs.PATIENT, signs.LABEL, signs.TITLE, _TOLD)
    return any(sign.search(before) for sign in signs_before) or bool(signs.AGE.match(after) or signs.LIVES.match(after))
