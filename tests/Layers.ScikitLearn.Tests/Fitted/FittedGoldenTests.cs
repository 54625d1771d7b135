namespace Layers.ScikitLearn.Tests;

/// <summary>Tests the layers of each fitted object of each release: results, names and inverse, in Layers, from a file, and in plain ONNX
/// Runtime.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class FittedGoldenTests
{
    // Classes that have an inverse, although some of their cases have no results of it.
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
    public void TheInverse_GivesTheInputs(object one)
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
    public void AnObjectWithoutAnInverse_HasAReason(object one)
    {
        var (@case, _) = Of(one);
        var file = ScikitLearnFile.Read(@case.File);
        Assert.That(() => file.ToInverseModel().Dispose(), s_turnedBack.Contains(@case.ClassName)
            ? Throws.Nothing : Throws.TypeOf<NotSupportedException>().With.Message.Contains("has no inverse here"));
    }

    private static (FittedCase Case, double Tolerance) Of(object one) => ((FittedCase)one, ToleranceOf((FittedCase)one));

    /// <summary>The relative tolerance to scikit-learn's results.</summary>
    internal static double ToleranceOf(FittedCase @case) => s_withFloat32.Any(name =>
        @case.Name.StartsWith(name + "-", StringComparison.Ordinal)) ? 1e-6 : 1e-12;

    // A number near zero among larger numbers is a difference of numbers of that size, which sets the tolerance.
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
