using System.Globalization;
using System.Text;

namespace Layers;

/// <summary>The table of a model's layers, laid out as Keras prints it.</summary>
internal static class ModelSummary
{
    private static readonly string[] s_titles = ["Layer (type)", "Output Shape", "Param #"];

    public static string Of(Model model)
    {
        if (model.Input is not { } input) throw Throw.NotBuilt(model);
        var rows = new List<string[]>();
        Value value = Ops.Input(input.Name, input.Shape, input.Type);
        foreach (var layer in model.Layers)
        {
            value = layer.Apply(value);
            rows.Add([$"{layer.Name} ({layer.GetType().Name})", Shape(value.Shape), Count(Parameters(layer.Weights.Select(weight => weight.Value)))]);
        }
        int[] widths = [.. s_titles.Select((title, column) => rows.Select(row => row[column].Length).Append(title.Length).Max())];

        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"Model: \"{model.Name}\"\n");
        Line(text, widths, "┏━", "━┳━", "━┓", '━');
        Row(text, widths, s_titles, '┃');
        Line(text, widths, "┡━", "━╇━", "━┩", '━');
        for (var i = 0; i < rows.Count; i++)
        {
            if (i > 0) Line(text, widths, "├─", "─┼─", "─┤", '─');
            Row(text, widths, rows[i], '│');
        }
        Line(text, widths, "└─", "─┴─", "─┘", '─');
        Totals(text, model);
        return text.ToString();
    }

    private static void Totals(StringBuilder text, Model model)
    {
        TensorData[] trainable = [.. model.TrainableWeights.Select(weight => weight.Value)];
        TensorData[] frozen = [.. model.Weights.Except(model.TrainableWeights).Select(weight => weight.Value)];
        TensorData[] optimizer = model.Optimizer is { State: { } state } optimizing
            ? [TensorData.Scalar(0L), .. optimizing.Schedule is null ? [TensorData.Scalar(0f)] : Array.Empty<TensorData>(), .. state]
            : [];
        Total(text, "Total", [.. trainable, .. frozen, .. optimizer]);
        Total(text, "Trainable", trainable);
        Total(text, "Non-trainable", frozen);
        if (optimizer.Length > 0) Total(text, "Optimizer", optimizer);
    }

    private static void Total(StringBuilder text, string kind, TensorData[] tensors) =>
        text.Append(CultureInfo.InvariantCulture, $" {kind} params: {Count(Parameters(tensors))} ({Size(tensors.Sum(tensor => (long)tensor.Length * tensor.Type.Size()))})\n");

    private static long Parameters(IEnumerable<TensorData> tensors) => tensors.Sum(tensor => (long)tensor.Length);

    private static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    // Keras's spelling of an unknown size and of a row with one element.
    private static string Shape(Shape shape)
    {
        var sizes = string.Join(", ", shape.Select(dim => dim.IsKnown ? dim.ToString() : "None"));
        return shape.Rank == 1 ? $"({sizes},)" : $"({sizes})";
    }

    private static string Size(long bytes)
    {
        string[] units = ["B", "KB", "MB", "GB", "TB"];
        var unit = 0;
        double size = bytes;
        for (; size >= 1024 && unit < units.Length - 1; unit++) size /= 1024;
        return size.ToString("F2", CultureInfo.InvariantCulture) + " " + units[unit];
    }

    private static void Line(StringBuilder text, int[] widths, string left, string between, string right, char fill) =>
        text.Append(left).AppendJoin(between, widths.Select(width => new string(fill, width))).Append(right).Append('\n');

    private static void Row(StringBuilder text, int[] widths, string[] cells, char edge) =>
        text.Append(edge).Append(' ')
            .AppendJoin($" {edge} ", cells.Select((cell, column) => column == cells.Length - 1 ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column])))
            .Append(' ').Append(edge).Append('\n');
}
