namespace Layers.Tests;

/// <summary>The rules of Keras's <c>timeseries_dataset_from_array</c>, by hand.</summary>
public sealed class TimeseriesWindowsTests
{
    private static readonly float[,] s_series = Column(10, 0);
    private static readonly float[,] s_targets = Column(10, 100);

    [TestCase(3, 1, 1, null, null, "0 1 2, 1 2 3, 2 3 4, 3 4 5, 4 5 6, 5 6 7, 6 7 8, 7 8 9", "100 101 102 103 104 105 106 107")]
    [TestCase(3, 2, 2, null, null, "0 2 4, 2 4 6, 4 6 8", "100 102 104")]
    [TestCase(3, 2, 2, 1, 8, "1 3 5, 3 5 7", "101 103")]
    [TestCase(1, 4, 1, 2, null, "2, 6", "102 106")]
    [TestCase(10, 1, 1, null, null, "0 1 2 3 4 5 6 7 8 9", "100")]
    public void EachWindow_HasItsRowsAndTheTargetOfItsFirst(int length, int stride, int rate, int? start, int? end, string windows,
        string targets)
    {
        var all = new TimeseriesWindows(s_series, s_targets, length, stride, rate, batchSize: 2, startIndex: start, endIndex: end);
        Assert.That(string.Join(", ", all.SelectMany(batch => Texts(batch.X))), Is.EqualTo(windows));
        Assert.That(string.Join(" ", all.SelectMany(batch => batch.Y.ToArray<float>())), Is.EqualTo(targets));
        Assert.That((all.Count, all.Batches), Is.EqualTo((windows.Split(',').Length, (windows.Split(',').Length + 1) / 2)));
        Assert.That(all.Select(batch => batch.X.Shape), Is.All.Matches((Shape? shape) => shape![1] == length && shape[2] == 1));
        var alone = TimeseriesWindows.Sequences(s_series, length, stride, rate, batchSize: 3, start, end);
        Assert.That(string.Join(", ", alone.SelectMany(Texts)), Is.EqualTo(windows));
    }

    [Test]
    public void WindowsWithoutATarget_AreLeftOut()
    {
        var next = new TimeseriesWindows(s_series, ((TensorData)s_targets)![3..], sequenceLength: 3);
        Assert.That(next.Count, Is.EqualTo(7));
        Assert.That(next.Single().Y.ToArray<float>(), Is.EqualTo(new float[] { 103, 104, 105, 106, 107, 108, 109 }));
        Assert.That(new TimeseriesWindows(s_series, new float[4], sequenceLength: 3, startIndex: 2).Count, Is.EqualTo(2));
    }

    [Test]
    public void AnOrderOfItsOwn_EachTime_AndTheSameForASeed()
    {
        var (first, again) = (Of(seed: 3), Of(seed: 3));
        var (one, two) = (Starts(first), Starts(first));
        Assert.That(one, Is.EquivalentTo(Enumerable.Range(0, 8)).And.Not.Ordered);
        Assert.That(two, Is.EquivalentTo(one).And.Not.EqualTo(one));
        Assert.That((Starts(again), Starts(again)), Is.EqualTo((one, two)));
        Assert.That(Starts(Of(seed: 4)), Is.Not.EqualTo(one));

        static TimeseriesWindows Of(int seed) => new(s_series, s_targets, 3, batchSize: 3, shuffle: true, seed: seed);

        // The target is the window's start plus 100, so the window must begin there.
        static List<int> Starts(TimeseriesWindows windows) =>
            [.. windows.SelectMany(batch => Texts(batch.X).Zip(batch.Y.ToArray<float>(), (text, target) =>
        {
            Assert.That(text, Does.StartWith(FormattableString.Invariant($"{target - 100} ")));
            return (int)target - 100;
        }))];
    }

    [Test]
    public void ATensorOfAnyRankAndType()
    {
        var words = new TimeseriesWindows(new[] { "a", "b", "c" }, new long[] { 1, 2, 3 }, sequenceLength: 2).Single();
        Assert.That(words.X.ToArray<string>(), Is.EqualTo(new[] { "a", "b", "b", "c" }));
        Assert.That(words.X.Shape.ToString(), Is.EqualTo("[2, 2]"));
        var images = TimeseriesWindows.Sequences(new float[4, 2, 3], sequenceLength: 2, sequenceStride: 2).Single();
        Assert.That(images.Shape.ToString(), Is.EqualTo("[2, 2, 2, 3]"));
    }

    [Test]
    public void AModelAdaptsTrainsAndIsMeasured_OnWindows()
    {
        var series = SampleData.Matrix(40, 2, seed: 1);
        var windows = new TimeseriesWindows(series, SampleData.Matrix(36, 1, seed: 2), sequenceLength: 4, batchSize: 8, shuffle: true);
        using var model = new Sequential { new Input([4, 2]), new Normalization(), new Flatten(), new Dense(1) };
        var report = model.Adapt(windows);
        Assert.That(report.Layers.Single().Value.Features[0].Count, Is.EqualTo(36 * 4));
        model.Compile(new Sgd(0.05), Loss.MeanSquaredError);
        var history = model.Fit(windows, epochs: 5);
        Assert.That(history["loss"][^1], Is.LessThan(history["loss"][0]));
        Assert.That(model.Evaluate(windows)["loss"], Is.EqualTo(history["loss"][^1]).Within(20).Percent);
    }

    private static IEnumerable<TestCaseData> Faults() =>
    [
        new TestCaseData(() => new TimeseriesWindows(s_series, s_targets, sequenceLength: 11),
            "11 rows, 1 apart, spans 11 rows of the series, and the part in use has only 10 rows").SetName("{m}(a window longer than " +
            "the series)"),
        new TestCaseData(() => new TimeseriesWindows(s_series, s_targets, sequenceLength: 4, samplingRate: 4), "spans 13 rows")
            .SetName("{m}(a window too wide)"),
        new TestCaseData(() => new TimeseriesWindows(s_series, s_targets, sequenceLength: 0), "sequenceLength").SetName("{m}(no rows)"),
        new TestCaseData(() => new TimeseriesWindows(s_series, s_targets, 2, sequenceStride: 0), "sequenceStride")
            .SetName("{m}(no stride)"),
        new TestCaseData(() => new TimeseriesWindows(s_series, s_targets, 2, samplingRate: -1), "samplingRate")
            .SetName("{m}(a negative rate)"),
        new TestCaseData(() => new TimeseriesWindows(s_series, s_targets, 2, batchSize: 0), "batchSize").SetName("{m}(no batch)"),
        new TestCaseData(() => new TimeseriesWindows(s_series, s_targets, 2, startIndex: 10), "from 0 to 9")
            .SetName("{m}(a start beyond the end)"),
        new TestCaseData(() => new TimeseriesWindows(s_series, s_targets, 2, startIndex: 3, endIndex: 3), "from 4 to 10")
            .SetName("{m}(an end before the start)"),
        new TestCaseData(() => new TimeseriesWindows(s_series, s_targets, 2, endIndex: 11), "from 1 to 10")
            .SetName("{m}(an end beyond the series)"),
        new TestCaseData(() => new TimeseriesWindows(s_series, new float[3], 2, startIndex: 3), "there are 3 targets")
            .SetName("{m}(no target)"),
        new TestCaseData(() => new TimeseriesWindows(TensorData.Scalar(1f), s_targets, 2), "(time, …)").SetName("{m}(no series)"),
        new TestCaseData(() => new TimeseriesWindows(s_series, TensorData.Scalar(1f), 2), "targets").SetName("{m}(a number for targets)"),
    ];

    [TestCaseSource(nameof(Faults))]
    public void InvalidWindows_AreRefused(Func<object> make, string part) =>
        Assert.That(Assert.Catch<ArgumentException>(() => make())!.Message, Does.Contain(part));

    private static IEnumerable<string> Texts(TensorData windows)
    {
        var length = (int)windows.Shape[1].Size;
        return windows.ToArray<float>().Chunk(length).Select(window => string.Join(" ", window));
    }

    private static float[,] Column(int rows, int first)
    {
        var column = new float[rows, 1];
        for (var row = 0; row < rows; row++) column[row, 0] = first + row;
        return column;
    }
}
