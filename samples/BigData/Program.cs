using System.Diagnostics;
using System.Globalization;
using BigData;
using Layers;
using Layers.Data;
using Layers.Graphs;
using Spectre.Console;

try
{
    CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
    var rows = args.Length > 0 ? long.Parse(args[0]) : 20_000_000;
    const int files = 10;
    var paths = new List<string>();
    Bar("Writing files", files, tick => { foreach (var path in Trips.Write("trips", rows, files)) { paths.Add(path); tick(); } });

    #region adapt
    // DuckDB computes one query for each file. Memory does not grow with the number of files.
    var normalization = new Normalization();
    Bar("Adapting", files, tick => { foreach (var path in paths) { normalization.Update(DataFile.Parquet(path).Select(Trips.Features)); tick(); } });
    #endregion
    Console.WriteLine($"{normalization.Report!.Rows:N0} rows of {Trips.Features.Length} features. {Memory()}");

    #region train
    using var model = new Sequential { new Input(13), normalization, new Dense(32, Activation.Relu), new Dense(1) };
    model.Compile(new Adam(0.002), Loss.MeanAbsoluteError);
    RowSource trips = DataFile.Parquet("trips/*.parquet").Select([.. Trips.Features, "fare"]);
    Bar("Training", rows / 1024 + 1, tick => model.Fit(trips.Examples(["fare"], batchSize: 1024, seed: 1), callbacks: [new EachStep(tick)]));
    #endregion
    model.Save("fares.keras");
    Console.WriteLine($"The model is in {Path.GetFullPath("fares.keras")}. {Memory()}");

    #region check
    using var served = Model.Load("fares.keras");
    var today = DataFile.Parquet("trips/trips-0.parquet").Select(Trips.Features).ReadBatches(batchSize: 1000).First();
    Console.WriteLine($"As they are: {served.Check(today)}");
    var skewed = today.ToArray<float>();
    for (var row = 0; row < 1000; row++) skewed[row * 13] *= 1.609f;       // somebody sends kilometres in place of miles
    SkewReport report = served.Check(TensorData.Of(skewed, today.Shape));
    Console.WriteLine($"In kilometres: {report}");
    #endregion
    Directory.Delete("trips", recursive: true);
    return report.Verdict == SkewVerdict.Alike ? 1 : 0;
}
catch (Exception e)
{
    Console.Error.WriteLine(e);
    return 1;
}

static void Bar(string what, double steps, Action<Action> work) => AnsiConsole.Progress().Start(progress =>
{
    var task = progress.AddTask(what, maxValue: steps);
    work(() => task.Increment(1));
    task.Value = steps;
});

static string Memory() => $"The process has taken {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:N0} MB at most.";
