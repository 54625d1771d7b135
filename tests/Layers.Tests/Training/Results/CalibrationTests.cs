namespace Layers.Tests.Training;

/// <summary>Probabilities beside the observed frequencies; the numbers are those of scikit-learn's documentation, or follow from its
/// formulas by hand.</summary>
public sealed class CalibrationTests
{
    [Test]
    public void TheExampleOfScikitLearn_HasItsNumbers()
    {
        bool[] observed = [false, false, false, false, true, true, true, true, true];
        var calibration = Calibration.Of(observed, [0.1, 0.2, 0.3, 0.4, 0.65, 0.7, 0.8, 0.9, 1.0], bins: 3);
        Assert.That(calibration.Bins.Select(bin => bin.ShareTrue), Is.EqualTo(new[] { 0, 0.5, 1 }));
        Assert.That(calibration.Bins.Select(bin => bin.MeanProbability), Is.EqualTo(new[] { 0.2, 0.525, 0.85 }).Within(1e-12));
        Assert.That(calibration.Bins.Select(bin => bin.Count), Is.EqualTo(new[] { 3, 2, 4 }));
        Assert.That(calibration.ExpectedError, Is.EqualTo((3 * 0.2 + 2 * 0.025 + 4 * 0.15) / 9).Within(1e-12));
        Assert.That(calibration.ToString().Split('\n'), Is.EqualTo(new[]
        {
            "expected calibration error 0.138889, 9 rows",
            "probability           mean probability  share true  rows",
            "0 to 0.333333                    0.200       0.000     3",
            "0.333333 to 0.666667             0.525       0.500     2",
            "0.666667 to 1                    0.850       1.000     4",
        }));
    }

    [Test]
    public void AnEdge_BelongsToTheRangeBelow_AndRangesWithoutRowsAreLeftOut()
    {
        // 3 · 0.1 is a little above 0.3 in NumPy, and the float32 0.3 is a little above that.
        var doubles = Calibration.Of([true, true, true, true], [0, 0.5, 0.3, 1.0]);
        Assert.That(doubles.Bins.Select(bin => (int)Math.Round(bin.UpTo * 10)), Is.EqualTo(new[] { 1, 3, 5, 10 }));
        var singles = Calibration.Of([true, true, true, true], [0f, 0.5f, 0.3f, 1f]);
        Assert.That(singles.Bins.Select(bin => (int)Math.Round(bin.UpTo * 10)), Is.EqualTo(new[] { 1, 4, 5, 10 }));
        Assert.That(singles.Bins[0].ToString(), Is.EqualTo("above 0 up to 0.1: mean probability 0.000, share true 1.000, 1 row"));
        Assert.That(Calibration.Of([true, false], [0.2, 0.4], bins: 1).ExpectedError, Is.EqualTo(0.2).Within(1e-12));
    }

    [Test]
    public void AnInvalidProbability_IsRefused()
    {
        Assert.Multiple(() =>
        {
            Refuses(() => Calibration.Of([true, false], [0.5, 1.5]), "1.5 of row 1", "sigmoid");
            Refuses(() => Calibration.Of([true, false], [0.5f, float.NaN]), "NaN of row 1");
            Refuses(() => Calibration.Of([true], [0.5, 0.5]), "1 observations, but 2 probabilities");
            Refuses(() => Calibration.Of([], Array.Empty<double>()), "at least one row");
            Refuses(() => Calibration.Of([true], [0.5], bins: 0), "bins must be 1 or more");
        });

        static void Refuses(Func<object> act, params string[] parts)
        {
            var fault = Assert.Catch<ArgumentException>(() => act())!;
            foreach (var part in parts) Assert.That(fault.Message, Does.Contain(part));
        }
    }
}
