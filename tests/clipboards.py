"""What other programs put on the clipboard, in their shapes and our words; and what of it a text keeps.

In ``says``, the plain text, every figure is counted: "613¹" is not "6131".
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    program: str
    html: str
    says: str
    changed: tuple[str, ...] = ()


TABLE = "1 table became paragraphs: one for each row, with | between cells and / between lines in a cell."
TABLES = "2 tables became paragraphs: one for each row, with | between cells and / between lines in a cell."


def _item(sign: str, words: str, level: int = 1, font: str = "Calibri") -> str:
    """A paragraph of a list as Word writes it."""
    return (
        f"<p class=MsoListParagraphCxSpMiddle style='text-indent:-18.0pt;mso-list:l0 level{level} lfo1'><![if "
        f"!supportLists]><span style='font-family:{font};mso-fareast-font-family:{font}'><span style='mso-list:Ignore'>"
        f"{sign}<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>"
        f"{words}<o:p></o:p></p>\n"
    )


WORD = """<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40"><head>
<meta http-equiv=Content-Type content="text/html; charset=utf-8"><meta name=Generator content="Microsoft Word 15">
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View><w:Zoom>0</w:Zoom></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal {mso-style-unhide:no; margin:0cm; font-size:11.0pt;} @list l0:level1 {mso-level-start-at:5;} -->
</style></head><body lang=AZ style='tab-interval:35.4pt'><!--StartFragment-->%s<!--EndFragment--></body></html>"""

WIKIPEDIA = (
    '<meta charset="utf-8"><span style="color: rgb(32, 33, 34); font-family: sans-serif; font-size: 14px; font-style: '
    "normal; font-weight: 400; white-space: normal; background-color: rgb(255, 255, 255); display: inline !important; "
    'float: none;">%s</span><br class="Apple-interchange-newline">'
)

CLIPBOARDS = (
    Copied(
        program="Word: words",
        html=WORD
        % (
            "<p class=MsoTitle>Days of 1990<o:p></o:p></p>\n<h1 style='margin:0'><a name='_Toc1'></a>The night</h1>\n"
            "<p class=MsoNormal><b style='mso-bidi-font-weight:normal'><span lang=EN-US style='color:black'>147\n"
            "civilians</span></b> were killed<sup>1</sup>, 744&nbsp;injured, on 10&nbsp;m<sup><span lang=EN-US>2</span>"
            "</sup>; CO<sub>2</sub>.<o:p></o:p></p>\n<p class=MsoNormal><o:p>&nbsp;</o:p></p>\n"
            "<h4>A small head<o:p></o:p></h4><p class=MsoNormal>com\u00admis\u00adsion, <span style='position:relative;"
            "top:-4.0pt;mso-text-raise:4.0pt'>3</span> <u>lines</u> <s>struck</s> <span style='background:yellow;"
            "mso-highlight:yellow'>marked</span></p>"
        ),
        says="Days of 1990\nThe night\n147 civilians were killed¹, 744\u00a0injured, on 10\u00a0m²; CO₂.\nA small head\n"
        "com\u00admis\u00adsion, ³ lines struck marked",
        changed=(
            "2 headings are now of another level.",
            "1 passage is no longer struck through.",
            "Underlining is left out.",
            "Colours are left out.",
        ),
    ),
    Copied(
        program="Word: lists",
        html=WORD
        % (
            _item("5.", "five killed 147")
            + _item("a.", "one", level=2)
            + _item("b.", "two 744", level=2)
            + _item("6.", "six")
            + "<p class=MsoNormal>Between.</p>"
            + _item("·", "a dot", font="Symbol")
            + _item("o", "a ring", level=2, font='"Courier New"')
            + _item("1)", "with a bracket")
            + _item("2.1.", "in parts")
            + _item("iv.", "four")
            + _item("c.", "a letter")
        ),
        says="5. five killed 147\na. one\nb. two 744\n6. six\nBetween.\na dot\na ring\n1) with a bracket\n2.1. in parts\n"
        "iv. four\nc. a letter",
    ),
    Copied(
        program="Word: notes and a table",
        html=WORD
        % (
            '<p class=MsoNormal>Buried: 613<a style=\'mso-footnote-id:ftn1\' href="#_ftn1" name="_ftnref1" title="">'
            "<span class=MsoFootnoteReference><span style='mso-special-character:footnote'><![if !supportFootnotes]>"
            "<span class=MsoFootnoteReference><span style='font-size:11.0pt'>1</span></span><![endif]></span></span></a>"
            " in 1992.</p><table class=MsoTableGrid border=1><tr style='mso-yfti-irow:0'><td width=200><p class=MsoNormal>"
            "<b>Place<o:p></o:p></b></p></td><td><p class=MsoNormal>Killed</p></td><td><p class=MsoNormal>Injured</p></td>"
            "</tr><tr><td><p class=MsoNormal>Baku</p></td><td><p class=MsoNormal>131</p><p class=MsoNormal>147</p></td><td>"
            "<p class=MsoNormal>744<sup>2</sup></p></td></tr></table><div style='mso-element:footnote-list'><![if "
            '!supportFootnotes]><br clear=all><hr align=left size=1 width="33%%"><![endif]><div style=\'mso-element:'
            'footnote\' id=ftn1><p class=MsoFootnoteText><a style=\'mso-footnote-id:ftn1\' href="#_ftnref1" name="_ftn1">'
            "<span class=MsoFootnoteReference>1</span></a> 150 by another count.</p></div></div>"
        ).replace("%%", "%"),
        says="Buried: 613¹ in 1992.\nPlace | Killed | Injured\nBaku | 131 / 147 | 744²\n¹ 150 by another count.",
        changed=(
            TABLE,
            "2 links led nowhere from here; their words stay.",
            "1 line across the page is left out.",
        ),
    ),
    Copied(
        program="LibreOffice",
        html='<!DOCTYPE html><html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"/><title></title>'
        '<style type="text/css">p { line-height: 115% } a.sdfootnoteanc { font-size: 57% }</style></head><body lang="en-GB">'
        '<p class="title" style="line-height: 100%"><font size="6">A title</font></p><ol start="5"><li><p>fifth</p></li>'
        '<li value="9"><p>ninth</p></li></ol><ol type="a"><li><p>first</p></li></ol><p style="margin-bottom: 0cm">Found: '
        '613<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a> '
        '<font color="#c9211e">red</font>, <i>slanted</i></p><div id="sdfootnote1"><p class="sdfootnote"><a '
        'class="sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1</a>150 in a list of 1992</p></div></body></html>',
        says="A title\n5. fifth\n9. ninth\na. first\nFound: 613¹ red, slanted\n¹150 in a list of 1992",
        changed=("2 links led nowhere from here; their words stay.", "Colours are left out."),
    ),
    Copied(
        program="Google Docs",
        html='<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-0a1b2c3d-7fff"><h1 dir="ltr" '
        'style="line-height:1.38"><span style="font-size:20pt;font-weight:400;white-space:pre-wrap">A heading</span></h1>'
        '<p dir="ltr"><span style="font-size:11pt;color:#000000;background-color:transparent;font-weight:700;font-style:'
        'normal;text-decoration:none;vertical-align:baseline;white-space:pre-wrap">613</span><span style="font-size:0.6em;'
        'font-weight:400;vertical-align:super;white-space:pre-wrap">1</span><span style="font-style:italic;vertical-align:'
        'baseline"> of 10 km</span><span style="vertical-align:super">2</span><span>, CO</span><span style="font-size:0.6em;'
        'vertical-align:sub">2</span></p><ol style="margin-top:0" start="3"><li dir="ltr" style="list-style-type:lower-alpha" '
        'aria-level="1"><p dir="ltr" role="presentation"><span>third</span></p></li><ol><li dir="ltr" style="list-style-type:'
        'lower-roman" aria-level="2"><p>inner</p></li></ol></ol><br><div dir="ltr" align="left"><table><colgroup><col '
        'width="301"><col width="301"></colgroup><tbody><tr><td><p dir="ltr"><span>131</span></p></td><td><p dir="ltr"><span>'
        "744</span></p></td></tr></tbody></table></div></b>",
        says="A heading\n613¹ of 10 km², CO₂\nc. third\ni. inner\n131 | 744",
        changed=(TABLE, "1 heading is now of another level."),
    ),
    Copied(
        program="Wikipedia: an article",
        html=WIKIPEDIA
        % (
            'The dead numbered 137<sup id="cite_ref-a_1-0" class="reference" style="line-height: 1em; unicode-bidi: isolate; '
            'font-size: 11.2px;"><a href="https://en.wikipedia.example/wiki/Days#cite_note-a-1" style="color: rgb(51, 102, '
            '204);"><span class="cite-bracket">[</span>1<span class="cite-bracket">]</span></a></sup> to 300, in an area of '
            "10&nbsp;km<sup>2</sup>.<h2>Toll</h2><dl><dt>Army</dt><dd>21 <i>dead</i></dd></dl><blockquote><p>We <q>remember "
            "147</q>.</p></blockquote>"
        ),
        says="The dead numbered 137[¹] to 300, in an area of 10\u00a0km².\nToll\nArmy\n21 dead\nWe “remember 147”.",
        changed=("1 list of terms became paragraphs.", "1 quotation was given its quotation marks."),
    ),
    Copied(
        program="Wikipedia: a box and a picture",
        html='<meta charset="utf-8"><table class="infobox"><caption>The days</caption><tbody><tr><th colspan="2">January 1990'
        '</th></tr><tr><th rowspan="2">Dead</th><td>131<sup>[2]</sup></td></tr><tr><td>147</td></tr><tr><th>Date</th><td>19<br>'
        '20 January</td></tr></tbody></table><figure typeof="mw:File"><a href="/wiki/File:X.jpg"><img src="//upload.example/'
        'x.jpg" width="220"></a><figcaption>Graves, 1990</figcaption></figure><ol class="references"><li id="cite_note-1"><span>'
        '<b><a href="#cite_ref-1">^</a></b></span> <span>Report 5</span></li></ol>',
        says="The days\nJanuary 1990\nDead | 131[²]\n| 147\nDate | 19 / 20 January\nGraves, 1990\n^ Report 5",
        changed=(
            "1 picture is left out.",
            TABLE,
            "2 links led nowhere from here; their words stay.",
        ),
    ),
    Copied(
        program="a ministry: boxes and breaks",
        html='<div class="news-detail" style="display:flex"><span class="day" style="display:block">19</span><span class="month" '
        'style="display:block">20</span></div><div style="text-align:justify"><font color="#333333" size="3">On 20 January <br>'
        '<br>147 people<br>\nwere killed.</font></div><center><strong>№ 12</strong></center><p align="justify">&nbsp;&nbsp; '
        'Second.&nbsp;</p><span style="display:block">5</span><span style="display:block">6</span><a href="javascript:void(0)" '
        'onclick="share()">Share</a> <a href="/az/news/1">News</a> <a href="https://mfa.example/az/1">Ours</a>',
        says="19\n20\nOn 20 January\n\n147 people\nwere killed.\n№ 12\nSecond.\n5\n6\nShare News Ours",
        changed=("1 link led nowhere from here; its words stay.",),
    ),
    Copied(
        program="a ministry: bare cells",
        html="<TABLE border=1 cellspacing=0><TR><TD>Killed<TD>Injured<TD>Missing<TR><TD>147<TD>744<TD>4<TR><TD><TD>8<TD></TABLE>"
        "<table width=100%><tr><td><ul><li>Home<li>News</ul></td><td><h5>Statement 3</h5><p>One.</p><p>Two.</p></td></tr></table>",
        says="Killed | Injured | Missing\n147 | 744 | 4\n| 8\nHome\nNews\nStatement 3\nOne.\nTwo.",
        changed=(TABLES, "1 heading is now of another level."),
    ),
    Copied(
        program="a law on the web",
        html='<ol style="list-style-type: upper-roman"><li>One<ol type="A" start="3"><li>Letter<ol><li>deep 5</li></ol></li></ol>'
        '</li><li>Two</li></ol><ol reversed><li>x</li><li>y</li></ol><ol style="list-style:none"><li>3. its own number</li></ol>'
        '<ol style="list-style-type:armenian"><li>last</li></ol>',
        says="I. One\nC. Letter\ndeep 5\nII. Two\n2. x\ny\n3. its own number\nlast",
        changed=("1 list is now numbered 1, 2, 3.",),
    ),
    Copied(
        program="a page of figures",
        html="<p>x<sup>2<sup>3</sup></sup>, 5<a href='https://a.example/1#n7'>7</a>, <math><msup><mn>10</mn><mn>6</mn></msup>"
        "<mfrac><mn>1</mn><mn>2</mn></mfrac></math></p><pre>131  dead\n744 injured</pre><svg><text>1</text><text>2</text></svg>"
        '<p style="text-transform:uppercase">small <ruby>12<rt>34</rt></ruby></p><form>8 <input value=9><select><option>1<option>2'
        "</select></form>",
        says="x²^³, 5⁷, 10⁶ 1 / 2\n131 dead\n744 injured\n1\n2\nsmall 12³⁴\n8\n1\n2",
        changed=(
            "1 picture is left out.",
            "2 form fields are left out.",
            "1 formula became a line of words. Compare every sign.",
            "1 superscript or subscript within another one is written with ^ or _.",
            "Letters that were only shown as capitals, or as small, stand as they were typed.",
        ),
    ),
    Copied(
        program="signs that are no formatting",
        html="<p>613* of 744*, *not all* were _named_; **two** ~~three~~ `4`. 1990. 2) https://a.example/</p>",
        says="613* of 744*, *not all* were _named_; **two** ~~three~~ `4`. 1990. 2) https://a.example/",
    ),
    Copied(
        program="the editor of another site",
        html='<p data-pm-slice="1 1 []">one <span class="x">147</span><sup>3</sup></p>',
        says="one 147³",
    ),
)
