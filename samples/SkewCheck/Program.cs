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
    // Cells get the types of the model's columns, so that an empty column of numbers has missing numbers.
    var types = model.Signature.Inputs.ToDictionary(column => column.Name, column => column.Type);
    SkewReport report = model.Check(DataFile.Csv(rowsPath, new CsvOptions { Types = types }));
    Console.WriteLine(report);                                  // the verdict, then what changed, the worst first
    return report.Verdict switch { SkewVerdict.Alike => 0, SkewVerdict.Shifted => 2, _ => 3 };
}
catch (Exception e) when (e is IOException or InvalidDataException or ArgumentException or RowSourceException)
{
    Console.Error.WriteLine(e.Message);                         // no verdict: a file is missing or broken
    return 1;
}
#endregion
