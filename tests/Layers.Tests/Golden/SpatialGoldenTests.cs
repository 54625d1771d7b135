namespace Layers.Tests;

/// <summary>Keras's outputs for layers over volumes, transposed convolutions and adaptive pooling. <c>Fixtures/spatial/make.py</c> made the
/// cases.</summary>
public sealed class SpatialGoldenTests
{
    private static IEnumerable<TestCaseData> Cases =>
        from one in KerasJson.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "spatial",
            "cases.json")))!["cases"]!.AsArray()
        let @case = new LayerCase((string)one!["layer"]!, one.AsObject())
        select new TestCaseData(@case).SetArgDisplayNames(@case.Name);

    [TestCaseSource(nameof(Cases))]
    public void Layer_DoesWhatKerasDoes(object @case) => Assert.That(LayerGoldenTests.Mismatches((LayerCase)@case), Is.Empty);

    [TestCaseSource(nameof(Cases))]
    public void Config_EqualsKerass(object @case)
    {
        var one = (LayerCase)@case;
        Assert.That(ConfigMismatch.Of("", LayerJson.Write(LayerRun.FromConfig(one.Layer, one.Config))["config"], one.Config), Is.Empty);
    }
}
