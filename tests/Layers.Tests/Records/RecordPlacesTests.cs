namespace Layers.Tests;

/// <summary>The index of the invalid record, and the categories that a column has.</summary>
public sealed class RecordPlacesTests
{
    private static readonly Model s_model = Make();

    [OneTimeTearDown]
    public void Free() => s_model.Dispose();

    [TestCase("""[{"word": "a", "other": "x", "code": 1, "number": 2}, {"word": 3}]""", "word", 1, "record 1")]
    [TestCase("""[{"word": "a", "other": "x", "code": 1, "number": 2}, {"wird": "a"}]""", "wird", 1, "record 1")]
    [TestCase("""[{"word": "a", "other": "x", "code": 1, "number": 2}, {"word": "a"}]""", "other", 1, "record 1")]
    [TestCase("""[{"word": "a", "other": "x", "code": 1, "number": 2}, 5]""", null, 1, "Received a number as record 1 (the first is 0)")]
    [TestCase("""[{"word": 1}]""", "word", 0, "the record has")]
    public void AnArray_SaysWhichRecord(string json, string? column, int? row, string message)
    {
        var fault = Assert.Throws<RecordException>(() => s_model.PredictJsonArray(json))!;
        Assert.That((fault.Column, fault.Row), Is.EqualTo((column, row)));
        Assert.That(fault.Message, Does.Contain(message));
    }

    [Test]
    public void ARecordByItself_IsTheFirst_AndMalformedTextIsOfNoRecord()
    {
        Assert.That(Assert.Throws<RecordException>(() => s_model.PredictJson("""{"word": 3}"""))!.Row, Is.Zero);
        Assert.That(Assert.Throws<RecordException>(() => s_model.PredictJson("{"))!.Row, Is.Null);
        Assert.That(Assert.Throws<RecordException>(() => s_model.Predict(new Dictionary<string, object?> { ["wird"] = 1 }))!.Row, Is.Zero);
    }

    [Test]
    public void TheSignature_HasTheCategoriesThatLayersTellApart()
    {
        var columns = s_model.Signature.Inputs.ToDictionary(column => column.Name);
        Assert.That(columns["word"].Categories, Is.EqualTo(new[] { "a", "b" }));
        Assert.That(columns["word"].RefusesOtherCategories, Is.True);
        Assert.That(columns["other"].Categories, Is.EqualTo(new[] { "x", "y" }));
        Assert.That(columns["other"].RefusesOtherCategories, Is.False);
        Assert.That(columns["code"].Categories, Is.EqualTo(new[] { "1", "7" }));
        Assert.That(columns["number"].Categories, Is.Null);
        Assert.That(columns["number"].RefusesOtherCategories, Is.False);
    }

    private static FeatureSpace Make()
    {
        var space = new FeatureSpace
        {
            { "word", new OneHotEncoding() },
            { "other", new OneHotEncoding(UnknownCategory.Ignore) },
            { "code", new OneHotEncoding() },
            { "number", new Normalization() },
        };
        space.Adapt(Table.Of(
            Column.Text("word", ["b", "a"]), Column.Text("other", ["x", "y"]),
            Column.Integer("code", 7, 1), Column.Number("number", [1, 2])));
        return space;
    }
}
