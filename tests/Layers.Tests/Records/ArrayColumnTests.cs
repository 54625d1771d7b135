namespace Layers.Tests;

/// <summary>Columns with an array: windows, and inputs of several features.</summary>
public sealed class ArrayColumnTests
{
    private const string Record = """{"close": [1, 2.5, 4], "volume": 10, "spread": [0.25, 0.5]}""";

    [Test]
    public void ARecordHasAWindowAsAnArray()
    {
        using var model = Model();
        Assert.Multiple(() =>
        {
            Assert.That(model.PredictJson(Record).Value, Is.EqualTo(Expected).Within(1e-5));
            Assert.That(model.Predict(new Dictionary<string, object?>
            {
                ["spread"] = new[] { 0.25f, 0.5f },
                ["close"] = new List<object> { 1, 2.5, 4L },
                ["volume"] = 10
            }).Value, Is.EqualTo(Expected).Within(1e-5));
            Assert.That(model.PredictJsonArray($"[{Record}, {Record}]").Select(one => one.Value), Is.All.EqualTo(Expected).Within(1e-5));
            Assert.That(model.Signature.Inputs.Select(column => column.Length), Is.EqualTo(new int?[] { 3, null, 2 }));
            Assert.That(model.Signature.Inputs[0].ToString(), Is.EqualTo("close: 3 × Number"));
        });
    }

    [TestCase(float.NaN, 1, true)]
    [TestCase(1, float.NaN, true)]
    [TestCase(1, 1, false)]
    public void AnArrayMayHaveMissingValues_WhereOneOfItsFeaturesHad(float first, float second, bool may)
    {
        var (pair, volume) = (new Input(2, name: "pair"), new Input(1, name: "volume"));
        var scaled = new Normalization { MissingValues = MissingValues.Propagate };
        scaled.Adapt(new[,] { { first, second }, { 2, 2 }, { 3, 3 } });
        using var model = new Functional([pair, volume], [new Dense(1).Apply(new Concatenate().Apply(scaled.Apply(pair), volume))]);
        Assert.That(model.Signature.Inputs[0].MayBeMissing, Is.EqualTo(may));
    }

    [TestCase("""{"close": [1, 2], "volume": 10, "spread": [1, 2]}""", "close", "2 values for 'close', which takes an array of 3")]
    [TestCase("""{"close": [1, 2, 3, 4], "volume": 10, "spread": [1, 2]}""", "close", "more than 3 values")]
    [TestCase("""{"close": 4, "volume": 10, "spread": [1, 2]}""", "close", "one value for 'close', which takes an array of 3 values")]
    [TestCase("""{"close": [1, "x", 3], "volume": 10, "spread": [1, 2]}""", "close", "the text 'x'")]
    [TestCase("""{"close": [[1], [2], [3]], "volume": 10, "spread": [1, 2]}""", "close", "an array for 'close'")]
    [TestCase("""{"close": [1, 2, 3], "close": [1, 2, 3], "volume": 10, "spread": [1, 2]}""", "close", "twice")]
    [TestCase("""{"close": [1, 2, 3], "volume": [10], "spread": [1, 2]}""", "volume", "an array for 'volume'")]
    [TestCase("""{"close": {"a": 1}, "volume": 10, "spread": [1, 2]}""", "close", "an object for 'close'")]
    public void AnArrayThatDoesNotFitIsRefused(string json, string column, string message)
    {
        using var model = Model();
        var fault = Assert.Throws<RecordException>(() => model.PredictJson(json))!;
        Assert.Multiple(() =>
        {
            Assert.That(fault.Column, Is.EqualTo(column));
            Assert.That(fault.Message, Does.Contain(message));
            Assert.That(model.PredictJson(Record).Value, Is.EqualTo(Expected).Within(1e-5), "the next record");
        });
    }

    [Test]
    public void AMissingWindowIsOneOfMissingValues()
    {
        using var model = Model();
        Assert.That(model.PredictJson("""{"close": null, "volume": 10, "spread": [0.25, 0.5]}""").Value, Is.NaN);
    }

    [Test]
    public void AColumnOfATableHasNoArrays()
    {
        using var model = Model();
        var table = Table.Of(Column.Number("close", 1, 2), Column.Number("volume", 1, 2), Column.Number("spread", 1, 2));
        Assert.That(() => model.Predict(table).ToArray(),
            Throws.ArgumentException.With.Message.Contains("'close'").And.Message.Contains("one value for each row"));
    }

    private static double Expected => 1 + 2.5 + 4 + 10 + 0.25 + 0.5;

    private static Functional Model()
    {
        Input close = new([3, 1], name: "close"), volume = new(1, name: "volume"), spread = new(2, name: "spread");
        var all = new Concatenate().Apply(new Flatten().Apply(close), volume, spread);
        return new Functional([close, volume, spread], [new Dense(1, kernelInitializer: Initializer.Ones).Apply(all)]);
    }
}
