using System.Globalization;
using FuelEfficiency;
using Layers.Graphs;

namespace Layers.Samples.Tests;

public sealed class FuelEfficiencyTests : FolderTests
{
    [Test]
    public void Sample_RunsFromCsvToASecondProcess()
    {
        var (code, output, error) = Run("");

        Assert.That(code, Is.Zero, error);
        Assert.That(error, Is.Empty);
        Assert.That(output, Does.Contain("ford pinto (1971): no horsepower").And.Contain("citroen ds-21 pallas (1970): no mpg"));
        Assert.That(output, Does.Contain("Predicted by a second process").And.Contain("with normalization").And.Contain("without"));
        Assert.That(output, Does.Contain(InFolder("fuel-efficiency.keras")).And.Contain(InFolder("fuel-efficiency.onnx")));

        // The second process's answer equals the prediction of the file, bit for bit.
        var cars = Read();
        using var model = Model.Load(InFolder("fuel-efficiency.keras"));
        var expected = model.Predict(cars.Features);
        Served.IsAlike("fuel-efficiency", model, new Dictionary<string, TensorData> { [model.Input!.Name] = cars.Features });
        var (served, answers, _) = Run(string.Join('\n', cars.Features.Select(row => string.Join(',', row.Select(Text)))), "serve",
            "fuel-efficiency.keras");
        Assert.That(served, Is.Zero);
        Assert.That(answers.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => float.Parse(line, CultureInfo.InvariantCulture)),
            Is.EqualTo(Enumerable.Range(0, cars.Count).Select(row => expected[row, 0])));
    }

    [Test]
    public void Sample_WithoutItsFile_EndsWithAnError()
    {
        var (code, _, error) = Run("8,307,130,3504,12,1970,1,0,0", "serve", "missing.keras");
        Assert.That(code, Is.Not.Zero);
        Assert.That(error, Does.Contain("missing.keras"));
    }

    [Test]
    public void Normalization_MakesTheErrorSmaller()
    {
        var (training, test) = Read().Split(test: 0.2, seed: 1);
        var comparison = new Comparison(training, test, epochs: 100);
        // Its worst run beats the best run of the same model on raw numbers.
        Assert.That(comparison.WithNormalization()[^1], Is.LessThan(3).And.LessThan(comparison.Without()[0]));
    }

    [Test]
    public void Cars_WithAMissingNumber_AreLeftOutAndShown()
    {
        var leftOut = new List<Car>();
        var cars = Read(leftOut.Add);
        Assert.That((cars.Count, leftOut.Count(car => car.Mpg is null), leftOut.Count(car => car.Horsepower is null)),
            Is.EqualTo((392, 8, 6)));
    }

    private static Cars Read(Action<Car>? leftOut = null) =>
        Cars.Read(Path.Combine(AppContext.BaseDirectory, "auto-mpg.csv"), leftOut ?? (_ => { }));

    private static string Text(float number) => number.ToString("R", CultureInfo.InvariantCulture);

    private (int Code, string Output, string Error) Run(string input, params string[] arguments) =>
        SampleProgram.Run("FuelEfficiency", Folder, arguments, input);
}
