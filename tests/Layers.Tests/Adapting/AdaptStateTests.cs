using FsCheck;
using FsCheck.Fluent;
using Layers.Testing;

namespace Layers.Tests;

/// <summary>States apart from layers: taken and merged in any order; states that do not fit are refused with a message.</summary>
public sealed class AdaptStateTests
{
    private static readonly float[,] s_rows = { { 1, 10 }, { 2, 30 }, { 6, 20 }, { 3, 60 } };

    [Test]
    public void AdaptOnAState_TeachesWhatTheDataTaught()
    {
        var (first, second) = (Adapted(s_rows), new Normalization());
        var report = second.Adapt(first.State!);
        Assert.That(report.ToString(), Is.EqualTo(first.Report!.ToString()));
        Assert.That(Mismatch.IsBitwiseEqual(second.Predict(s_rows), first.Predict(s_rows)));
    }

    [Test]
    public void Merge_OfPartsInAnyOrder_IsTheWhole() => Prop.ForAll(
        Gen.Choose(1, 200).ToArbitrary(), Gen.Choose(1, 50).ToArbitrary(), Gen.Choose(0, 10_000).ToArbitrary(), (rows, cut, seed) =>
        {
            var random = new Random(seed);
            double[] offsets = [0, 1e3, -1e9, 1e12];
            var offset = offsets[random.Next(offsets.Length)];
            var values = new double[rows * 3];
            for (var i = 0; i < values.Length; i++) values[i] = random.Next(10) == 0 ? double.NaN : offset + random.NextDouble() * 100;
            // Each part needs a value of every feature, because a part without one cannot be adapted to.
            for (var i = 0; i < values.Length; i++)
                if (i / 3 % cut == 0 && double.IsNaN(values[i])) values[i] = offset;

            var parts = new List<AdaptState>();
            for (var row = 0; row < rows; row += cut)
            {
                var take = Math.Min(cut, rows - row);
                parts.Add(State(TensorData.Of(values[(row * 3)..((row + take) * 3)], [take, 3])));
            }
            var whole = State(TensorData.Of(values, [rows, 3]));
            var inOrder = AdaptState.Merge(parts);
            var shuffled = parts.ToArray();
            random.Shuffle(shuffled);
            var twoByTwo = shuffled.ToList();
            while (twoByTwo.Count > 1)
            {
                var (a, b) = (twoByTwo[0], twoByTwo[1]);
                twoByTwo.RemoveRange(0, 2);
                twoByTwo.Add(a.Merge(b));
            }
            return new[] { inOrder, AdaptState.Merge(shuffled), twoByTwo[0] }.All(merged => Same(merged, whole, Math.Abs(offset)));
        }).Hold();

    [Test]
    public void Merge_ChangesNeitherState()
    {
        var (a, b) = (State(s_rows), State(new float[,] { { 100, 200 } }));
        var (before, other) = (a.ToString(), b.ToString());
        Assert.That(a.Merge(b).Rows, Is.EqualTo(5));
        Assert.That((a.ToString(), b.ToString()), Is.EqualTo((before, other)));
        Assert.That(a.Merge(a).Rows, Is.EqualTo(8));
        Assert.That(a.Rows, Is.EqualTo(4));
    }

    [Test]
    public void AState_DoesNotChangeWhenTheLayerAdaptsAgain()
    {
        var layer = Adapted(s_rows);
        var state = layer.State!;
        layer.Update(new float[,] { { 100, 200 } });
        Assert.That((state.Rows, layer.State!.Rows), Is.EqualTo((4L, 5L)));
    }

    [Test]
    public void AState_SaysWhatWasSeen()
    {
        var state = State(s_rows);
        Assert.That((state.Rows, state.Features), Is.EqualTo((4L, 2)));
        Assert.That(state.Report.Features.Select(f => f.Mean), Is.EqualTo(new[] { 3.0, 30.0 }).Within(1e-14));
        Assert.That(state.ToString(), Does.StartWith("4 rows, 2 features"));
    }

    [Test]
    public void AStateOfLongerSequences_FitsTheSameFeatures()
    {
        // The time axis is not kept: states of 5 and of 9 steps merge.
        var (a, b) = (State(SampleData.Of([2, 5, 3], DType.Float32, seed: 1)), State(SampleData.Of([4, 9, 3], DType.Float32, seed: 2)));
        var layer = new Normalization();
        Assert.That(layer.Adapt(a.Merge(b)).Rows, Is.EqualTo(2 * 5 + 4 * 9));
        Assert.That(layer.Predict(SampleData.Of([1, 7, 3], DType.Float32, seed: 3)).Shape.ToString(), Is.EqualTo("[1, 7, 3]"));
    }

    [Test]
    public void AStateOverEverything_AndOverSeveralAxes_IsRestored([Values("", "0,1", "1,2")] string axes)
    {
        var data = SampleData.Of([4, 5, 3], DType.Float32, seed: 1);
        int[] axis = axes.Length == 0 ? [] : [.. axes.Split(',').Select(int.Parse)];
        var (first, second) = (new Normalization(axis), new Normalization(axis));
        first.Adapt(data);
        second.Adapt(first.State!);
        Assert.That(Mismatch.IsBitwiseEqual(second.Predict(data), first.Predict(data)));
    }

    [Test]
    public void AStateOfOtherFeatures_IsRefused_AndTheLayerIsUnchanged()
    {
        var layer = new Normalization(name: "prices");
        layer.Adapt(s_rows);
        var mean = layer.Mean;
        Refuses(State(new float[,] { { 1, 2, 3 } }), "[batch, 2]", "3 features on axis 1");
        Refuses(State(new float[2, 3, 2]), "[batch, 2]", "data of rank 3");
        var over = new Normalization([]);
        over.Adapt(s_rows);
        Refuses(over.State!, "features on axis 1", "1 feature over all");
        Assert.That((layer.Mean, layer.Report!.Rows), Is.EqualTo((mean, 4L)));

        void Refuses(AdaptState state, params string[] parts)
        {
            var error = Assert.Throws<LayerException>(() => layer.Adapt(state));
            foreach (var part in parts.Prepend("prices")) Assert.That(error!.Message, Does.Contain(part));
        }
    }

    [Test]
    public void AStateWithMissingValues_NeedsALayerThatAllowsThem()
    {
        var state = State(new double[,] { { 1, double.NaN }, { 3, 4 } });
        var layer = new Normalization();
        Assert.That(() => layer.Adapt(state),
            Throws.InvalidOperationException.With.Message.Contains("Feature 1").And.Message.Contains("MissingValues.Ignore"));
        Assert.That(layer.IsAdapted, Is.False);
        layer.MissingValues = MissingValues.Ignore;
        Assert.That(layer.Adapt(state).Features[1].Missing, Is.EqualTo(1));
    }

    [Test]
    public void StatesOfOtherFeatures_DoNotMerge() =>
        Assert.That(() => State(s_rows).Merge(State(new float[,] { { 1, 2, 3 } })),
            Throws.ArgumentException.With.Message.Contains("2 features on axis 1").And.Message.Contains("3 features on axis 1"));

    [Test]
    public void SquaresThatOverflowOnlyTogether_AreRefused() =>
        Assert.That(() => State(new double[,] { { 1e200 } }).Merge(State(new double[,] { { -1e200 } })),
            Throws.ArgumentException.With.Message.Contains("overflow"));

    [Test]
    public void NoStates_DoNotMerge()
    {
        Assert.That(() => AdaptState.Merge([]), Throws.ArgumentException.With.Message.Contains("no state"));
        Assert.That(() => AdaptState.Merge([State(s_rows), null!]), Throws.ArgumentException.With.Message.Contains("null"));
        Assert.That(() => State(s_rows).Merge((AdaptState)null!), Throws.ArgumentNullException);
    }

    [Test]
    public void GivenStatistics_TakeNoState() =>
        Assert.That(() => new Normalization(new float[] { 1 }, new float[] { 2 }).Adapt(State(s_rows)),
            Throws.TypeOf<LayerException>().With.Message.Contains("constructor"));

    private static bool Same(AdaptState merged, AdaptState whole, double offset) =>
        merged.Rows == whole.Rows && merged.Report.Features.Zip(whole.Report.Features).All(pair =>
            (pair.First.Count, pair.First.Missing, pair.First.Minimum, pair.First.Maximum) == (pair.Second.Count, pair.Second.Missing,
                pair.Second.Minimum, pair.Second.Maximum)
            && Math.Abs(pair.First.Mean - pair.Second.Mean) <= 4e-16 * offset + 1e-12
            && Math.Abs(pair.First.Variance - pair.Second.Variance) <= 1e-11 * pair.Second.Variance);

    // States are float64, and layers convert.
    private static AdaptState State(TensorData data) => new Normalization { MissingValues = MissingValues.Ignore }.Observe(data);

    private static Normalization Adapted(TensorData data)
    {
        var layer = new Normalization { MissingValues = MissingValues.Ignore };
        layer.Adapt(data);
        return layer;
    }
}
