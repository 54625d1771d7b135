using System.Xml;
using System.Xml.Linq;

namespace Layers.Tests;

/// <summary>The HTML of a report is well-formed, small and deterministic, and its names are texts.</summary>
public sealed class ReportPageTests
{
    private const int MostBytes = 300_000;

    private static readonly XNamespace s_html = "http://www.w3.org/1999/xhtml", s_svg = "http://www.w3.org/2000/svg";

    private static readonly string[] s_hostile =
    [
        "<script>alert(1)</script>", "]]>", "a|b`c`\n# d", "\" onload=\"x", "&amp;", "x\u0000\u0001y", "--> end", "\ud800",
        "subgraph end; n0",
    ];

    [Test]
    public void AWholeReport_IsXmlWithoutScriptsOrAddresses()
    {
        using var known = new ReportedModel();
        known.Model.Fit(known.Rows, "answer", epochs: 3, validationSplit: 0.25);
        var report = known.Model.Report(known.Moved, new ReportOptions { Beside = known.Model });
        var html = report.ToHtml();
        var page = Read(html);
        Assert.Multiple(() =>
        {
            Assert.That(page.Descendants().Select(element => element.Name.LocalName),
                Has.None.AnyOf("script", "link", "img", "iframe", "object"));
            Assert.That(page.Descendants().SelectMany(element => element.Attributes()).Select(attribute => attribute.Name.LocalName),
                Has.None.StartsWith("on").And.None.AnyOf("src", "style", "srcset"));
            Assert.That(page.Descendants().Attributes("href").Select(href => href.Value), Is.All.StartsWith("#"));
            Assert.That(html, Does.Not.Contain("url(").And.Not.Contain("@import"));
            Assert.That(System.Text.Encoding.UTF8.GetByteCount(html), Is.LessThan(MostBytes));
            string[] titles =
            [
                "Overview", "Graph", "Features in training and today", "Importance of the columns", "Evaluation", "Training",
                "Side by side",
            ];
            foreach (var title in titles)
                Assert.That(page.Descendants(s_html + "h2").Select(heading => heading.Value), Has.One.EqualTo(title));
        });
    }

    [Test]
    public void APage_WorksWithScreenReadersAndKeyboards()
    {
        using var known = new ReportedModel();
        known.Model.Fit(known.Rows, "answer", epochs: 3, validationSplit: 0.25);
        var page = Read(known.Model.Report(known.Rows, new ReportOptions { Beside = known.Model }).ToHtml());
        var ids = page.Descendants().Attributes("id").Select(id => id.Value).ToArray();
        var levels = page.Descendants().Where(element => element.Name.LocalName is ['h', >= '1' and <= '6'])
            .Select(element => element.Name.LocalName[1] - '0').ToArray();
        Assert.Multiple(() =>
        {
            Assert.That((string?)page.Root!.Attribute("lang"), Is.EqualTo("en"));
            Assert.That(ids, Is.Unique);
            Assert.That(page.Descendants().Attributes("href").Select(href => href.Value[1..]), Is.SubsetOf(ids));
            Assert.That(levels.Count(level => level == 1), Is.EqualTo(1));
            Assert.That(levels.Zip(levels.Skip(1)).All(pair => pair.Second <= pair.First + 1), "no level of headings is skipped");
            foreach (var svg in page.Descendants(s_svg + "svg"))
            {
                Assert.That(svg.Elements().First().Name, Is.EqualTo(s_svg + "title"));
                Assert.That(svg.Element(s_svg + "desc")!.Value, Is.Not.Empty);
                Assert.That((string?)svg.Attribute("role"), Is.EqualTo("img"));
            }
            foreach (var table in page.Descendants(s_html + "table"))
            {
                Assert.That(table.Elements().First().Name, Is.EqualTo(s_html + "caption"));
                Assert.That(table.Descendants(s_html + "th").Attributes("scope").Count(),
                    Is.EqualTo(table.Descendants(s_html + "th").Count()));
            }
            foreach (var figure in page.Descendants(s_html + "figure"))
                Assert.That(figure.Elements(s_html + "figcaption").Count(), Is.EqualTo(1));
        });
    }

    [Test]
    public void TheSameReport_IsTheSameBytes()
    {
        using var known = new ReportedModel();
        var (first, second) = (known.Model.Report(known.Moved), known.Model.Report(known.Moved));
        Assert.That(second.ToHtml(), Is.EqualTo(first.ToHtml()));
        Assert.That(second.ToMarkdown(), Is.EqualTo(first.ToMarkdown()));
    }

    [TestCaseSource(nameof(s_hostile))]
    public void AHostileName_IsText(string name)
    {
        double[] numbers = [1, 2, 3, 4, 5, 6];
        string[] words = ["a", name, "a", name, "a", name];
        // Feature spaces refuse names that ONNX cannot keep; as words and as titles they are texts.
        var column = name.Contains('\0') || name.Any(char.IsSurrogate) ? "column" : name;
        var rows = Table.Of(Column.Number(column, numbers), Column.Text(column + "!", words), Column.Text("answer", words));
        using var space = new FeatureSpace { { column, new Normalization() }, { column + "!", new OneHotEncoding() } };
        space.Adapt(rows);
        using var model = new Sequential { space, new Dense(2, Activation.Softmax) };
        model.Compile(new Adam(), Loss.SparseCategoricalCrossentropy);
        model.Fit(rows, "answer", epochs: 1);
        var report = model.Report(rows, new ReportOptions { Title = name });
        var page = Read(report.ToHtml());
        var drawing = XDocument.Parse(report.ToSvg());
        var shown = Figures.Name(name);
        Assert.Multiple(() =>
        {
            Assert.That(page.Descendants().Select(element => element.Name.LocalName), Has.None.EqualTo("script"));
            Assert.That(page.Descendants(s_html + "h1").Single().Value, Is.EqualTo(Clean(shown)));
            Assert.That(drawing.Descendants(s_svg + "text").Select(text => text.Value), Has.Some.EqualTo(Clean(Figures.Name(column))));
            var mermaid = report.ToMermaid();
            foreach (var line in mermaid.Split('\n').Skip(1).Where(line => line.Length > 0))
            {
                Assert.That(line, Does.Match("^    n\\d+(\\(\\[\"[^\"]*\"\\]\\)|\\[\"[^\"]*\"\\]| -->\\|\"[^\"]*\"\\| n\\d+)$"));
                Assert.That(line.Replace("<br/>", ""), Does.Not.Contain("<").And.Not.Contain("`").And.Not.Contain("&"));
            }
            var markdown = report.ToMarkdown();
            Assert.That(markdown, Does.Not.Contain("<script>"));
            Assert.That(markdown.Split('\n').Count(line => line.StartsWith("# ", StringComparison.Ordinal)),
                Is.EqualTo(1), "a name does not begin a heading");
            foreach (var block in markdown.Split("\n\n").Where(block => block.StartsWith('|')))
            {
                var cells = block.Split('\n').Where(line => line.StartsWith('|'))
                    .Select(line => line.Replace("\\|", "").Count(letter => letter == '|')).Distinct();
                Assert.That(cells.Count(), Is.EqualTo(1), block);
            }
        });
    }

    [Test]
    public void FourThousandFeatures_StaySmallAndTheRestIsCounted()
    {
        const int Features = 4000, Count = 60;
        var x = new float[Count, Features];
        for (var row = 0; row < Count; row++)
            for (var feature = 0; feature < Features; feature++) x[row, feature] = (float)RandomKey.Normal(feature, row);
        var normalization = new Normalization();
        normalization.Adapt(x!, featureNames: [.. Enumerable.Range(0, Features)
            .Select(i => $"a rather long name of a measured quantity, number {i}")]);
        using var model = new Sequential { new Input(Features), normalization, new Dense(1) };
        for (var row = 0; row < Count; row++) x[row, 3210] += 50;
        var report = model.Report(x!);
        Assert.Multiple(() =>
        {
            Assert.That(report.Features.Shown, Has.Count.EqualTo(30));
            Assert.That(report.Features.Shown[0].Name, Does.EndWith("3210"));
            Assert.That(report.Features.Others, Is.EqualTo(Features - 30));
            Assert.That(report.ToHtml(), Does.Contain("And 3,970 more features; 0 of them have moved."));
            Assert.That(System.Text.Encoding.UTF8.GetByteCount(report.ToHtml()), Is.LessThan(MostBytes));
            Assert.That(System.Text.Encoding.UTF8.GetByteCount(report.ToMarkdown()), Is.LessThan(MostBytes));
        });
    }

    [Test]
    public void ASpaceOfManyColumns_StaysSmall()
    {
        const int Columns = 1000;
        var rows = Table.Of([.. Enumerable.Range(0, Columns)
            .Select(i => (Column)Column.Number($"column {i}", [.. Enumerable.Range(0, 8).Select(row => RandomKey.Normal(i, row))]))]);
        var space = new FeatureSpace();
        foreach (var name in rows.Columns) space.Add(name, new Normalization());
        space.Adapt(rows);
        using var model = new Sequential { space, new Dense(1) };
        var report = model.Report(rows);
        Assert.Multiple(() =>
        {
            Assert.That(report.Diagram.Nodes.Select(node => node.Count), Is.EqualTo(new[] { Columns, Columns, 1, 1, 1 }));
            Assert.That(System.Text.Encoding.UTF8.GetByteCount(report.ToHtml()), Is.LessThan(MostBytes));
        });
    }

    [Test]
    public void ManyClassesAndManyEpochs_StaySmall()
    {
        const int Classes = 500, Epochs = 2000;
        string[] words = [.. Enumerable.Range(0, Classes).Select(i => $"a class with a name of some length, number {i}")];
        var matrix = ConfusionMatrix.Of(words, [.. words.Skip(1), words[0]]);
        var history = History.Of(Enumerable.Range(0, Epochs),
            [KeyValuePair.Create<string, IReadOnlyList<double>>("loss", [.. Enumerable.Range(0, Epochs).Select(i => 1.0 / (i + 1))])]);
        Assert.That(matrix.ToHtml(), Has.Length.LessThan(80_000).And.Contain("And 480 more classes."));
        Assert.That(history.ToHtml(), Has.Length.LessThan(30_000).And.Contain("20 of 2,000 epochs"));
    }

    [Test]
    public void ItemsWithoutRoom_AreCounted()
    {
        using var known = new ReportedModel();
        var whole = known.Model.Report();
        string[] remarks = [.. Enumerable.Range(0, 37).Select(i => $"remark {i}")];
        var report = new ModelReport("long", whole.Signature, whole.Diagram,
            whole.Features with { Else = [.. Enumerable.Range(0, 35).Select(i => ($"layer {i}", "a text"))] })
        { Remarks = remarks };
        foreach (var text in new[] { report.ToHtml(), report.ToMarkdown() })
        {
            Assert.That(text, Does.Contain("remark 29").And.Not.Contain("remark 30").And.Contain("And 7 more."));
            Assert.That(text, Does.Contain("layer 29").And.Not.Contain("layer 30").And.Contain("And 5 more."));
        }
        string[] classes = [.. Enumerable.Range(0, 21).Select(i => $"class {i}")];
        var matrix = ConfusionMatrix.Of(classes, classes);
        Assert.That(matrix.ToHtml(), Does.Contain("And 1 more class."));
        Assert.That(matrix.ToString(), Does.EndWith("… and 1 more class"));
    }

    // A text without the characters that XML does not have: control characters and unpaired surrogates.
    private static string Clean(string text) =>
        string.Concat(text.EnumerateRunes().Select(rune => rune.Value is < ' ' or (>= 0x7F and < 0xA0) ? "\uFFFD" : rune.ToString()));

    private static XDocument Read(string html)
    {
        Assert.That(html, Does.StartWith("<!DOCTYPE html>\n"));
        using var reader = XmlReader.Create(new StringReader(html), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return XDocument.Load(reader);
    }
}
