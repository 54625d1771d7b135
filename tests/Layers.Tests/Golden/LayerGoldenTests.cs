namespace Layers.Tests;

/// <summary>Every case of <c>golden/layers</c>. A case in which Keras learned is run twice: with <c>adapt</c>, and with Keras's weights.
/// The deliberate differences are in <see cref="LayerDifferences"/> only.</summary>
public sealed class LayerGoldenTests
{
    private static IEnumerable<TestCaseData> Same => Cases(@case => !LayerDifferences.All.ContainsKey(@case.Name));

    // If Keras's constructor refused, there is no config of Keras.
    private static IEnumerable<TestCaseData> WithConfig =>
        Cases(@case => !LayerDifferences.All.ContainsKey(@case.Name) && @case.Refused != Moment.Ctor);

    private static IEnumerable<TestCaseData> Different => Cases(@case => LayerDifferences.All.ContainsKey(@case.Name));

    [TestCaseSource(nameof(Same))]
    public void Layer_DoesWhatKerasDoes(object @case) => Assert.That(Mismatches((LayerCase)@case), Is.Empty);

    [TestCaseSource(nameof(Different))]
    public void Layer_DiffersByChoice(object @case)
    {
        var one = (LayerCase)@case;
        var difference = LayerDifferences.All[one.Name];
        Assert.That(Mismatches(one), Is.Not.Empty, $"{one.Name} no longer differs from Keras: take it off the table.");
        Assert.Multiple(() => difference.Choice(one));
    }

    [TestCaseSource(nameof(WithConfig))]
    public void Config_EqualsKerass(object @case)
    {
        var one = (LayerCase)@case;
        var written = KerasJson.Parse(KerasJson.Write(LayerJson.Write(LayerRun.FromConfig(one.Layer, one.Config))))!["config"]!;
        Assert.That(ConfigMismatch.Of("", written, one.Config), Is.Empty);
    }

    [Test]
    public void TheTable_NamesOnlyCasesThatExist() =>
        Assert.That(LayerDifferences.All.Keys.Except(LayerCase.All.Select(@case => @case.Name)), Is.Empty);

    internal static List<string> Mismatches(LayerCase @case) =>
        @case.Adapt is null || @case.Refused == Moment.Adapt
            ? Mismatches(@case, LayerRun.Adapting(@case))
            : [.. Mismatches(@case, LayerRun.Adapting(@case)), .. Mismatches(@case, LayerRun.Loading(@case))];

    internal static List<string> Mismatches(LayerCase @case, LayerRun run, Tolerance? tolerance = null)
    {
        if (!IsSameMoment(run.Refused, @case))
            return [$"refused at {run.Refused} instead of {@case.Refused}: {run.Error?.Message}"];
        if (@case.Refused != Moment.Never) return [];

        var mismatches = new List<string>();
        if (@case.Output is not null)
            mismatches.AddRange(run.Output is null
                ? ["no output"] : @case.Output.Type == DType.String
                ? LookupCase.OfTexts(run.Output, @case.Output) : LookupCase.GivesFloats(run.Layer!)
                ? Mismatch.Of("output", run.Output, Casting.Cast(@case.Output, DType.Float32), new(0, 0))
                : Mismatch.Of("output", run.Output, @case.Output, tolerance));
        if (@case.OutputMask is not null)
            mismatches.AddRange(run.OutputMask is null ? ["no mask"] : Mismatch.Of("mask", run.OutputMask, @case.OutputMask));
        if (LookupCase.Is(run.Layer!)) return [.. mismatches, .. LookupCase.Mismatches(run.Layer!, @case)];
        if (run.Layer!.Weights.Count != @case.Weights.Count)
            mismatches.Add($"{run.Layer.Weights.Count} weights instead of {@case.Weights.Count}");
        foreach (var (name, value) in @case.WeightsAfter is { } after
            ? @case.Weights.Zip(after, (weight, value) => (weight.Name, value)) : @case.Weights)
            // The type of Keras's count is int64 or int32, depending on the backend.
            if (run.Layer.Weights.FirstOrDefault(weight => weight.Name == name) is { } weight)
                mismatches.AddRange(Mismatch.OfNumbers(name, weight.Value, value, tolerance ?? Tolerance.Of(value.Type)));
            else
                mismatches.Add($"no weight {name}");
        return mismatches;
    }

    // A layer that is not built is built at its first call, so the caller sees no difference between a refusal in Build and one in Call.
    private static bool IsSameMoment(Moment refused, LayerCase @case) =>
        refused == @case.Refused || (@case.BuildShape is null && refused is Moment.Build or Moment.Call && @case.Refused is Moment.Build
            or Moment.Call);

    private static IEnumerable<TestCaseData> Cases(Func<LayerCase, bool> which) =>
        LayerCase.All.Where(@case => !RecurrentGoldenTests.IsIts(@case)).Where(which)
            .Select(@case => new TestCaseData(@case).SetArgDisplayNames(@case.Name)
            .SetDescription(LayerDifferences.All.GetValueOrDefault(@case.Name)?.Reason ?? "As Keras"));
}
