using System.Globalization;
using Layers;
using Layers.Data;
using Layers.Graphs;
using Weather;

try
{
    CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
    // The second process, which has only the file and the days.
    if (args is ["predict", var file]) return Forecast.Run(file);

    var path = Path.Combine(AppContext.BaseDirectory, "seattle-weather.csv");

    #region example
    const int days = 30, training = 1200;
    TensorData weather = DataFile.Csv(path).Select("precipitation", "temp_max", "temp_min", "wind").ReadAll();
    TensorData highs = DataFile.Csv(path).Select("temp_max").ReadAll();

    // The inputs are 30 days, and the output is the highest temperature of the next day, in degrees.
    var seen = new TimeseriesWindows(weather, highs[days..], sequenceLength: days, batchSize: 32, shuffle: true, seed: 1,
        endIndex: training);
    var unseen = new TimeseriesWindows(weather, highs[days..], sequenceLength: days, startIndex: training - days + 1);

    var normalization = new Normalization();
    normalization.Adapt(seen.Select(batch => batch.X));
    var degrees = new Normalization(invert: true);          // converts the network's output to degrees inside the model
    degrees.Adapt(highs[..training]);

    using var model = new Sequential { new Input([days, 4]), normalization, new LSTM(32), new Dense(1), degrees };
    model.Compile(new Adam(0.002), Loss.MeanAbsoluteError);
    History history = model.Fit(seen, epochs: 25);
    double error = model.Evaluate(unseen)["loss"];

    model.Save("weather.keras");
    model.ExportOnnx("weather.onnx");
    #endregion

    Console.WriteLine(model.Summary());
    Console.WriteLine($"{history.Epochs.Count} epochs: the mean error of the days in training went from {history["loss"][0]:F2} to " +
        $"{history["loss"][^1]:F2} degrees.");
    Console.WriteLine($"On {unseen.Count} unseen days, the mean error of the model is {error:F2} degrees; \"as today\" by " +
        $"{Naive(highs, training, unseen.Count):F2}.");

    var last = weather[^days..];
    var asked = Forecast.Ask("weather.keras", last);
    Console.WriteLine($"The second process, which has only the file and the last {days} days, predicts {asked:F1} degrees for the day " +
        "after them.");
    Console.WriteLine($"Files: {Path.GetFullPath("weather.keras")}, {Path.GetFullPath("weather.onnx")}");
    return asked == model.Predict(last.Reshape([1, days, 4])).ToArray<float>()[0] ? 0
        : throw new InvalidOperationException("The second process has a different prediction.");
}
catch (Exception e)
{
    Console.Error.WriteLine(e);
    return 1;
}

// The naive forecast: tomorrow will be like today.
static double Naive(TensorData highs, int first, int count)
{
    var degrees = highs.ToArray<double>();
    return Enumerable.Range(first + 1, count).Average(day => Math.Abs(degrees[day] - degrees[day - 1]));
}
