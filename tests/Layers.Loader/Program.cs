using System.Globalization;
using Layers;
using Layers.Graphs;

// A process that knows nothing but the file it is given. A line in: a model's path, the input's type and sizes, and its bytes in base 64,
// separated by tabs. A line out: the same of the prediction, or "error" and why.
while (Console.ReadLine() is { } line)
{
    try
    {
        var parts = line.Split('\t');
        var input = TensorLines.Read(parts.AsSpan(1));
        using var model = Model.Load(parts[0]);
        Console.WriteLine(TensorLines.Write(model.Predict(input)));
    }
    catch (Exception e)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"error\t{e.GetType().Name}: {e.Message.ReplaceLineEndings(" ")}"));
    }
}
