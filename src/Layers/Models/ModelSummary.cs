using System.Globalization;
using System.Text;

namespace Layers;

/// <summary>The table of a model's layers in the format of Keras.</summary>
internal static class ModelSummary
{
    private static readonly string[] s_titles = ["Layer (type)", "Output Shape", "Param #"];

    /// <summary>Writes the table.</summary>
    /// <param name="model">The model.</param>
    /// <param name="countsOptimizer">Whether the total counts the numbers of the optimizer too, as Keras does.</param>
    public static string Of(Model model, bool countsOptimizer = true)
    {
        if (model.Inputs.Count == 0) throw Throw.NotBuilt(model);
        var (titles, rows) = model.Shown is Functional functional ? Rows(functional) : (s_titles, Rows(model));
        int[] widths = [.. titles.Select((title, column) => rows.Select(row => row[column].Length).Append(title.Length).Max())];

        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"Model: \"{model.Name}\"\n");
        Line(text, widths, "┏━", "━┳━", "━┓", '━');
        Row(text, widths, titles, '┃');
        Line(text, widths, "┡━", "━╇━", "━┩", '━');
        for (var i = 0; i < rows.Count; i++)
        {
            if (i > 0) Line(text, widths, "├─", "─┼─", "─┤", '─');
            Row(text, widths, rows[i], '│');
        }
        Line(text, widths, "└─", "─┴─", "─┘", '─');
        Totals(text, model, countsOptimizer);
        if (model.Remark is { } remark) text.Append(CultureInfo.InvariantCulture, $" {remark}\n");
        foreach (var warning in model.MaskWarnings.Concat(model.LossWarnings))
            text.Append(CultureInfo.InvariantCulture, $" Warning: {warning}\n");
        return text.ToString();
    }

    private static List<string[]> Rows(Model model)
    {
        IReadOnlyList<Value> values = model.Symbols();
        var rows = new List<string[]>();
        foreach (var layer in model.Layers)
        {
            values = [layer.OnlyOutput(layer.ApplyAll(values))];
            rows.Add(Row(layer, [values[0].Shape]));
        }
        return rows;
    }

    // Keras lists the inputs of a functional model. If the model branches, it also lists the layers that each layer is called on.
    private static (string[] Titles, List<string[]> Rows) Rows(Functional model)
    {
        var graph = model.Graph;
        var isLine = graph.Calls.Count == graph.Layers.Count
            && graph.Calls.Zip(graph.Calls.Skip(1)).All(pair => pair.Second.Inputs is [var only] && only.Call == pair.First);
        var rows = new List<string[]>();
        foreach (var layer in graph.Layers)
        {
            LayerCall[] calls = layer is Input input ? [input.Tensor.Call] : [.. graph.CallsOf(layer)];
            var row = Row(layer, calls.SelectMany(call => call.Outputs).Select(output => output.Shape));
            var on = calls.SelectMany(call => call.Tensors)
                .Select(tensor => string.Create(CultureInfo.InvariantCulture,
                $"{tensor.Layer.Name}[{graph.NumberOf(tensor.Call)}][{tensor.Index}]"));
            rows.Add(isLine ? row : [.. row, layer is Input ? "-" : string.Join(", ", on)]);
        }
        return (isLine ? s_titles : [.. s_titles, "Connected to"], rows);
    }

    /// <summary>Returns Keras's name for the class of a layer.</summary>
    public static string TypeOf(Layer layer) =>
        layer switch { Input => "InputLayer", StockOperation operation => operation.Operation, _ => layer.GetType().Name };

    private static string[] Row(Layer layer, IEnumerable<Shape> outputs)
    {
        return [$"{layer.Name} ({TypeOf(layer)})", string.Join(", ", outputs.Select(Shape).Distinct()), Count(Parameters(layer.Weights))];
    }

    private static void Totals(StringBuilder text, Model model, bool countsOptimizer)
    {
        var trainable = model.TrainableWeights;
        Weight[] frozen = [.. model.Weights.Except(trainable)];
        var optimizer = model.Optimizer is { State: { } state } optimizing
            ? [(DType.Int64, 1), .. optimizing.Schedule is null ? [(DType.Float32, 1)] : Array.Empty<(DType, long)>(),
                .. state.Select(tensor => (tensor.Type, (long)tensor.Length))]
            : Array.Empty<(DType Type, long Length)>();
        Total(text, "Total", [.. Sizes(trainable), .. Sizes(frozen), .. countsOptimizer ? optimizer : []]);
        Total(text, "Trainable", Sizes(trainable));
        Total(text, "Non-trainable", Sizes(frozen));
        if (optimizer.Length > 0) Total(text, "Optimizer", optimizer);
    }

    private static void Total(StringBuilder text, string kind, (DType Type, long Length)[] tensors) =>
        text.Append(CultureInfo.InvariantCulture, $" {kind} params: {Count(tensors.Sum(tensor => tensor.Length))} " +
            $"({Size(tensors.Sum(tensor => tensor.Length * tensor.Type.Size()))})\n");

    // Computed from shapes, so that weights which are only counted need not be created.
    private static (DType Type, long Length)[] Sizes(IReadOnlyList<Weight> weights) =>
        [.. weights.Select(weight => (weight.Type, weight.Shape.Length))];

    private static long Parameters(IReadOnlyList<Weight> weights) => weights.Sum(weight => weight.Shape.Length);

    private static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    // Keras's notation for an unknown size, and for a row with one element.
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
            .AppendJoin($" {edge} ", cells.Select((cell, column) => column == cells.Length - 1
            ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column])))
            .Append(' ').Append(edge).Append('\n');
}
