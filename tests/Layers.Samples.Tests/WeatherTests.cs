using Layers.Data;
using Layers.Graphs;
using Microsoft.ML.OnnxRuntime;

namespace Layers.Samples.Tests;

public sealed class WeatherTests : FolderTests
{
    [Test]
    public void Sample_ForecastsBetterThanAsToday_AndItsFilesAgree()
    {
        var (code, output, error) = SampleProgram.Run("Weather", Folder);
        Assert.That(code, Is.Zero, error);
        Assert.That(output, Does.Contain("The second process"));

        // The saved files, on days that were not in training.
        const int days = 30, first = 1200;
        var csv = DataFile.Csv(Path.Combine(AppContext.BaseDirectory, "seattle-weather.csv"));
        var weather = csv.Select("precipitation", "temp_max", "temp_min", "wind").ReadAll();
        var highs = csv.Select("temp_max").ReadAll();
        var windows = new TimeseriesWindows(weather, highs[days..], days, batchSize: 1000, startIndex: first - days + 1);
        var (x, y) = windows.Single();
        using var model = Model.Load(InFolder("weather.keras"));
        var predicted = model.Predict(x).ToArray<float>();
        TensorData singles = TensorData.Of([.. x.ToArray<double>().Select(number => (float)number)], x.Shape);
        Served.IsAlike("weather", model, new Dictionary<string, TensorData> { [model.Input!.Name] = singles });
        float[] today = [.. highs[first..^1].ToArray<double>().Select(degree => (float)degree)];
        float[] truth = [.. y.ToArray<double>().Select(degree => (float)degree)];
        Assert.That(Error(predicted, truth), Is.LessThan(0.97 * Error(today, truth)));

        using var session = new InferenceSession(InFolder("weather.onnx"));
        using var input = OrtValue.CreateTensorValueFromMemory<float>([.. x.ToArray<double>().Select(number => (float)number)],
            [x.Shape[0].Size, days, 4]);
        using var options = new RunOptions();
        using var results = session.Run(options, session.InputNames, [input], session.OutputNames);
        Assert.That(results[0].GetTensorDataAsSpan<float>().ToArray(), Is.EqualTo(predicted).Within(1e-3f));
    }

    private static double Error(float[] predicted, float[] truth) => predicted.Zip(truth, (p, t) => Math.Abs(p - t)).Average();
}
