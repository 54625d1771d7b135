using System.Globalization;
using Layers;
using Layers.Data;

// A program for a scheduler: its exit code is the verdict.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is not [var modelPath, var rowsPath])
{
    Console.Error.WriteLine("usage: SkewCheck model.keras rows.csv");
    return 1;
}

#region check
try
{
    using var model = Model.Load(modelPath);
    SkewReport report = model.Check(DataFile.Csv(rowsPath));    // one pass, in batches
    Console.WriteLine(report);
    foreach (FeatureSkew feature in report.Skewed)              // the worst first
        Console.Error.WriteLine($"{feature.Name}: {feature.Reason}");
    return report.Verdict switch { SkewVerdict.Alike => 0, SkewVerdict.Shifted => 2, _ => 3 };
}
catch (Exception e) when (e is IOException or InvalidDataException or ArgumentException or RowSourceException)
{
    Console.Error.WriteLine(e.Message);                         // no verdict: a file is missing or broken
    return 1;
}
#endregion
