namespace Layers.Tests;

/// <summary>scikit-learn's encoders, bins, splines and imputers, case by case.</summary>
public sealed class EncoderGoldenTests
{
    private static IEnumerable<TestCaseData> Cases =>
        EncoderCase.All.Values.Select(one => new TestCaseData(one.Name).SetArgDisplayNames(one.Name));

    [TestCaseSource(nameof(Cases))]
    public void ItGivesTheSame_OrStandsInTheTable(string name)
    {
        var one = EncoderCase.All[name];
        if (EncoderDifferences.All.TryGetValue(name, out var difference))
        {
            difference.Choice(one);
            return;
        }
        if (one.Error is not null)
        {
            Assert.That(() => EncoderRun.Mismatches(one, DTypePolicy.Float32),
                Throws.TypeOf<LayerException>().With.Message.Contains("'A'").And.Message.Contains("row"));
            return;
        }
        Assert.Multiple(() =>
        {
            Assert.That(EncoderRun.Mismatches(one, DTypePolicy.Float64), Is.Empty, "float64");
            Assert.That(EncoderRun.Mismatches(one, DTypePolicy.Float32), Is.Empty, "float32");
        });
    }

    [Test]
    public void TheTable_HasOnlyCasesThatThereAre() => Assert.That(EncoderDifferences.All.Keys.Except(EncoderCase.All.Keys), Is.Empty);
}
