namespace Layers.ScikitLearn.Tests;

/// <summary>Each fitted object of each release as layers: what it computes, what its results are called, and its inverse, here, from a
/// file, and in plain ONNX Runtime.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class FittedGoldenTests
{
    // Classes that can be turned back, though some of their cases were not.
    private static readonly string[] s_turnedBack = ["MinMaxScaler", "PowerTransformer", "QuantileTransformer", "StandardScaler"];

    private static readonly string[] s_withFloat32 = ["standard_no_mean"];

    [TestCaseSource(typeof(FittedCase), nameof(FittedCase.All))]
    public void Computes(object one)
    {
        var (@case, tolerance) = Of(one);
        var file = ScikitLearnFile.Read(@case.File);
        using var model = file.ToModel(DTypePolicy.Float64);
        var inputs = @case.InputsOf(model);
        AssertClose(model.Predict(inputs).Values.Single(), @case.Output, tolerance, "here");

        using var folder = new TempFolder();
        model.Save(folder.At("model.keras"));
        using (var again = Model.Load(folder.At("model.keras"))) AssertClose(again.Predict(inputs).Values.Single(), @case.Output, tolerance,
            "from its file");
        model.ExportOnnx(folder.At("model.onnx"));
        AssertClose(PlainOnnx.Run(folder.At("model.onnx"), inputs), @case.Output, tolerance, "in plain ONNX Runtime");
    }

    [TestCaseSource(typeof(FittedCase), nameof(FittedCase.All))]
    public void ComputesInFloat32(object one)
    {
        var (@case, _) = Of(one);
        using var model = ScikitLearnFile.Read(@case.File).ToModel();
        AssertClose(model.Predict(@case.InputsOf(model)).Values.Single(), @case.Output, 2e-6, "in float32");
    }

    [TestCaseSource(typeof(FittedCase), nameof(FittedCase.All))]
    public void NamesItsResults(object one)
    {
        var (@case, _) = Of(one);
        var file = ScikitLearnFile.Read(@case.File);
        if (@case.OutputNames is { } names) Assert.That(file.OutputNames, Is.EqualTo(names));
        Assert.That(file.OutputNames, Has.Count.EqualTo(@case.Output.Shape.Rank == 1 ? 1 : (int)@case.Output.Shape[1].Size));
        Assert.That(file.InputNames is not null, Is.EqualTo(@case.HasNames));
        Assert.That(file.ClassName, Is.EqualTo(@case.ClassName));
        Assert.That(file.Release, Does.StartWith(@case.Name[(@case.Name.LastIndexOf('-') + 1)..]));
        Assert.That(file.ToString(), Does.StartWith($"{file.ClassName} of scikit-learn {file.Release}: "));
    }

    [TestCaseSource(typeof(FittedCase), nameof(FittedCase.WithInverse))]
    public void TurnsItsResultsBack(object one)
    {
        var (@case, _) = Of(one);
        var expected = @case.Inverse!;
        using var model = ScikitLearnFile.Read(@case.File).ToInverseModel(DTypePolicy.Float64);
        var output = TensorData.Of(FittedCase.Doubles(@case.Output), @case.Output.Shape.Rank == 1
            ? [@case.Output.Length, 1] : @case.Output.Shape);
        var inverse = model.Predict(output);
        if (expected.Type == DType.String) Assert.That(inverse.ToArray<string>(), Is.EqualTo(expected.ToArray<string>()));
        else AssertClose(inverse, expected, 1e-12, "inverse");
    }

    [TestCaseSource(typeof(FittedCase), nameof(FittedCase.WithoutInverse))]
    public void WhatHasNoInverse_SaysSo(object one)
    {
        var (@case, _) = Of(one);
        var file = ScikitLearnFile.Read(@case.File);
        Assert.That(() => file.ToInverseModel().Dispose(), s_turnedBack.Contains(@case.ClassName)
            ? Throws.Nothing : Throws.TypeOf<NotSupportedException>().With.Message.Contains("has no inverse here"));
    }

    private static (FittedCase Case, double Tolerance) Of(object one) => ((FittedCase)one, ToleranceOf((FittedCase)one));

    /// <summary>How far results may be from scikit-learn's, relatively.</summary>
    internal static double ToleranceOf(FittedCase @case) => s_withFloat32.Any(name =>
        @case.Name.StartsWith(name + "-", StringComparison.Ordinal)) ? 1e-6 : 1e-12;

    // What is near zero beside the other numbers was a difference of numbers as large as these.
    internal static void AssertClose(TensorData actual, TensorData expected, double tolerance, string where)
    {
        var (a, e) = (FittedCase.Doubles(actual), FittedCase.Doubles(expected));
        Assert.That(a, Has.Length.EqualTo(e.Length), where);
        for (var i = 0; i < a.Length; i++)
        {
            if (double.IsNaN(e[i])) Assert.That(a[i], Is.NaN, $"{where}, {i}");
            else Assert.That(a[i], Is.EqualTo(e[i]).Within(tolerance * Math.Max(Math.Abs(e[i]), 1)), $"{where}, {i}");
        }
    }
}
