namespace Layers.Tests;

/// <summary>A source counts for a layer with the layer's own limit of distinct values.</summary>
public sealed class DistinctLimitTests
{
    private static readonly TestCaseData[] s_layers =
    [
        Case(new StringLookup { DistinctLimit = 7 }),
        Case(new IntegerLookup { DistinctLimit = 7 }),
        Case(new OneHotEncoding { DistinctLimit = 7 }),
        Case(new OrdinalEncoding { DistinctLimit = 7 }),
        Case(new FrequencyEncoding { DistinctLimit = 7 }),
        Case(new LabelBinarization { DistinctLimit = 7 }),
        Case(new TextImputation { DistinctLimit = 7 }),
    ];

    [TestCaseSource(nameof(s_layers))]
    public void TheSummary_HasTheLimitOfTheLayer(AdaptiveLayer layer) =>
        Assert.That((layer.Summary as VocabularySummary)?.DistinctLimit, Is.EqualTo(7));

    private static TestCaseData Case(AdaptiveLayer layer) => new TestCaseData(layer).SetArgDisplayNames(layer.GetType().Name);
}
