using System.Globalization;
using Layers;

// One native file: it opens what Keras or Layers saved, and answers for a row of raw numbers.
if (args.Length < 2)
{
    Console.Error.WriteLine("Usage: Aot model.keras number number … (the numbers of one row)");
    return 2;
}

#region example
using var model = Model.Load(args[0]);
float[] row = [.. args.Skip(1).Select(number => float.Parse(number, CultureInfo.InvariantCulture))];
float[] prediction = model.Predict(row);
Console.WriteLine(string.Join(' ', prediction.Select(number => number.ToString(CultureInfo.InvariantCulture))));
#endregion
return 0;
