namespace Layers;

/// <summary>Converts labels to the numbers that losses and metrics take. In <c>Fit</c> it learns classes that are not known yet.</summary>
/// <param name="model">The model.</param>
/// <param name="learns">Whether to learn classes; if not, the classes must be known.</param>
internal sealed class LabelCoding(Model model, bool learns)
{
    private readonly Dictionary<int, OutputLabels> _learned = [];
    private IReadOnlyList<long>? _units;

    /// <summary>Returns the classes of an output; null if its labels are plain numbers.</summary>
    public CategoryList? ClassesOf(int output) => Of(output)?.Classes;

    /// <summary>Converts labels for the loss of their output: texts become numbers, and numbers stay unchanged.</summary>
    /// <param name="output">The index of the output.</param>
    /// <param name="labels">The labels, with the batch first.</param>
    /// <param name="x">The rows of the labels, for a model that does not know its input yet.</param>
    /// <param name="before">The rows in earlier batches.</param>
    /// <exception cref="ArgumentException">A label is blank or not a known class, the labels have a single class or a number of classes
    /// that does not fit the output, or the loss does not take classes.</exception>
    public TensorData Encode(int output, TensorData labels, IReadOnlyList<TensorData> x, RowsBefore before = default) =>
        labels.Type == DType.String ? Encode(output, labels.AsSpan<string>(), labels.Shape, x, null, before) : labels;

    /// <summary>Converts a column of labels for the loss of its output.</summary>
    /// <param name="output">The index of the output.</param>
    /// <param name="labels">Texts, integers or Booleans as classes, or numbers for a loss that takes numbers.</param>
    /// <param name="x">The rows of the labels.</param>
    public TensorData Encode(int output, Column labels, IReadOnlyList<TensorData> x)
    {
        var name = model.OutputNames[output];
        var form = FormOf(output, x);
        if (form == LabelForm.Numbers && labels.Type is (ColumnType.Text or ColumnType.Date))
            throw Throw.LossTakesNumbers(model, name, LossOf(output), labels.Name);
        RequireAll(labels);
        if (form == LabelForm.Numbers || labels.Type == ColumnType.Number)
        {
            Remember(output, new OutputLabels([labels.Name], null));
            return labels.ToTensor(DType.Float32).Reshape([labels.Count, 1]);
        }
        return labels switch
        {
            Column<long?> integers =>
                Encode<long>(output, Array.ConvertAll(integers.AsSpan().ToArray(), value => value!.Value), [labels.Count], x, labels.Name,
                default),
            Column<bool?> truths =>
                Encode<string>(output, Array.ConvertAll(truths.AsSpan().ToArray(), truth => truth!.Value ? "true" : "false"),
                [labels.Count], x, labels.Name, default),
            Column<string?> texts => Encode<string>(output, texts.AsSpan()!, [labels.Count], x, labels.Name, default),
            _ => throw Throw.DatesAsLabels(model, labels.Name),
        };
    }

    /// <summary>Converts several columns of labels for one output: numbers or Booleans. For a loss on probabilities, the names of the
    /// columns are the classes.</summary>
    /// <param name="output">The index of the output.</param>
    /// <param name="labels">Two or more columns.</param>
    public TensorData Encode(int output, IReadOnlyList<Column> labels)
    {
        var rows = labels[0].Count;
        var all = new float[rows * labels.Count];
        for (var c = 0; c < labels.Count; c++)
        {
            if (labels[c].Type is ColumnType.Text or ColumnType.Date) throw Throw.TextsInSeveralLabelColumns(model, labels[c].Name);
            RequireAll(labels[c]);
            var numbers = labels[c].ToTensor(DType.Float32).AsSpan<float>();
            for (var row = 0; row < rows; row++) all[row * labels.Count + c] = numbers[row];
        }
        string[] names = [.. labels.Select(column => column.Name)];
        var areClasses = LossOf(output)?.LabelsFor(labels.Count) is LabelForm.Binary or LabelForm.OneHot;
        Remember(output, new OutputLabels(names, areClasses ? new CategoryList(names) : null));
        return TensorData.Of(all, [rows, labels.Count]);
    }

    /// <summary>Stores the learned classes in the model.</summary>
    public void StoreInModel()
    {
        if (_learned.Count > 0) model.Labels = model.Labels.SetItems(_learned);
    }

    private TensorData Encode<T>(int output, ReadOnlySpan<T> labels, Shape shape, IReadOnlyList<TensorData> x, string? column,
        RowsBefore before)
        where T : notnull
    {
        var (name, form) = (model.OutputNames[output], FormOf(output, x));
        if (form == LabelForm.Numbers) throw Throw.LossTakesNumbers(model, name, LossOf(output), column);
        var width = (int)Math.Max(1, labels.Length / Math.Max(1, shape[0].Size));
        if (Blanks(labels) is { Length: > 0 } blanks)
            throw Throw.BlankLabels(model, column, Array.ConvertAll(blanks, i => i / width), areTexts: true);
        var units = _units![output];
        var classes = ClassesOf(output) ?? Learn(labels, name, column);
        if (classes.AreTexts != (typeof(T) == typeof(string))) throw Throw.WrongLabelType(model, name, column, classes);
        var isOneNumber = form == LabelForm.Binary && units == 1;
        if (isOneNumber ? classes.Count != 2 : classes.Count != units) throw Throw.ClassesAndUnits(model, name, column, classes, units);
        var numbers = new Dictionary<T, int>(classes.Count);
        foreach (var value in classes.Of<T>()) numbers.Add(value, numbers.Count);
        var places = new int[labels.Length];
        for (var i = 0; i < places.Length; i++)
        {
            var label = labels[i] is string text ? (T)(object)Utf8Text.WellFormed(text) : labels[i];
            if (!numbers.TryGetValue(label, out places[i]))
                throw Throw.UnknownLabel(model, name, column, label.ToString()!, before.Place(i / width), classes);
        }
        Remember(output, new OutputLabels(column is null ? Of(output)?.Columns : [column], classes));
        if (form == LabelForm.Index) return TensorData.Of(Array.ConvertAll(places, place => (long)place), shape);
        if (isOneNumber) return TensorData.Of(Array.ConvertAll(places, place => (float)place), shape.Rank == 1 ? [shape[0], 1] : shape);
        var oneHot = new float[places.Length * classes.Count];
        for (var i = 0; i < places.Length; i++) oneHot[i * classes.Count + places[i]] = 1;
        return TensorData.Of(oneHot,
            shape.Rank > 1 && shape[^1] == 1 ? shape.With(shape.Rank - 1, classes.Count) : [.. shape, classes.Count]);
    }

    private void RequireAll(Column labels)
    {
        if (labels.MissingCount > 0)
            throw Throw.BlankLabels(model, labels.Name, [.. Enumerable.Range(0, labels.Count).Where(labels.IsMissing)],
                labels.Type == ColumnType.Text);
    }

    private CategoryList Learn<T>(ReadOnlySpan<T> labels, string output, string? column)
    {
        if (!learns) throw Throw.ClassesNotKnown(model, output, column);
        var seen = new HashSet<T>();
        foreach (var label in labels) seen.Add(label is string text ? (T)(object)Utf8Text.WellFormed(text) : label);
        var classes = new CategoryList(seen.ToArray()).Sorted(out _);
        return classes.Count > 1 ? classes : throw Throw.OneClass(model, output, column, classes);
    }

    private OutputLabels? Of(int output) => _learned.GetValueOrDefault(output) ?? model.Labels.GetValueOrDefault(output);

    private void Remember(int output, OutputLabels labels)
    {
        if (learns) _learned[output] = labels;
    }

    private LabelForm FormOf(int output, IReadOnlyList<TensorData> x)
    {
        _units ??= model.UnitsFor(x);
        return LossOf(output)?.LabelsFor(_units[output]) ?? LabelForm.Numbers;
    }

    private Loss? LossOf(int output) => model.Objective!.Outputs[output].Loss;

    // The indices of blank texts; integers are never blank.
    private static int[] Blanks<T>(ReadOnlySpan<T> labels)
    {
        if (typeof(T) != typeof(string)) return [];
        List<int> blanks = [];
        for (var i = 0; i < labels.Length; i++)
            if (string.IsNullOrWhiteSpace((string?)(object?)labels[i])) blanks.Add(i);
        return [.. blanks];
    }
}
