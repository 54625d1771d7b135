using System.Globalization;
using Aot;
using Layers;

// A native program of one file. It opens a file of Keras or Layers, and predicts from a row of raw numbers or from a record.
if (args is [['{', ..] record])
{
    Penguins.Answer(record);
    return 0;
}
if (args is [var saved, ['{', ..] json])
{
    using var loaded = Model.Load(saved);
    Console.WriteLine(loaded.PredictJson(json));
    return 0;
}
if (args.Length < 2)
{
    Console.Error.WriteLine("Usage: Aot model.keras number number … (the numbers of one row), Aot model.keras record, or Aot record (a penguin as JSON)");
    return 2;
}

#region example
using var model = Model.Load(args[0]);
float[] row = [.. args.Skip(1).Select(number => float.Parse(number, CultureInfo.InvariantCulture))];
float[] prediction = model.Predict(row);
Console.WriteLine(string.Join(' ', prediction.Select(number => number.ToString(CultureInfo.InvariantCulture))));
#endregion
return 0;
