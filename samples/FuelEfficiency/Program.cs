using FuelEfficiency;
using Layers;
using Spectre.Console;

try
{
    // This program starts itself as a second process, which has only the file and raw rows.
    if (args is ["serve", var file]) return Server.Run(file);

    Report.Title("Cars that are left out because a number is missing");
    var data = Path.Combine(AppContext.BaseDirectory, "auto-mpg.csv");
    var (training, test) = Cars.Read(data, leftOut: Report.LeftOut).Split(test: 0.2, seed: 1);

    #region example
    // Rows of raw numbers, from 0 or 1 (made in Japan) to 5140 (pounds), and the miles per gallon of each.
    var normalization = new Normalization();
    AdaptReport seen = normalization.Adapt(training.Features);

    using var model = new Sequential
    {
        new Input(9),
        normalization,
        new Dense(64, Activation.Relu),
        new Dense(64, Activation.Relu),
        new Dense(1),
    };
    model.Compile(new Adam(learningRate: 0.001), Loss.MeanAbsoluteError, Metric.MeanSquaredError);
    History history = model.Fit(training.Features, training.Mpg, epochs: 100, validationSplit: 0.2);
    var measured = model.Evaluate(test.Features, test.Mpg);

    model.Save("fuel-efficiency.keras");            // opens in Keras too, with no custom code
    model.ExportOnnx("fuel-efficiency.onnx");       // raw rows in, mpg out: the normalization is inside
    #endregion

    Report.Title("What Adapt saw");
    Console.WriteLine(seen);
    Report.Title("The model");
    Console.WriteLine(model.Summary());
    Report.Training(history, measured);
    Report.Predictions(test, Server.Start("fuel-efficiency.keras", test.Features));
    Report.Comparison(new Comparison(training, test, history.Epochs.Count));
    Report.Files("fuel-efficiency.keras", "fuel-efficiency.onnx");
    return 0;
}
catch (Exception e)
{
    Console.Error.WriteLine(e);
    return 1;
}
