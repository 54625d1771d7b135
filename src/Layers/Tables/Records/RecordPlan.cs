using System.Runtime.CompilerServices;

namespace Layers;

/// <summary>The mapping from records to the inputs of a model. It is created once, and again after the model has changed.</summary>
internal sealed class RecordPlan
{
    private static readonly PerModel<RecordPlan> s_plans = new(model => new RecordPlan(model));

    // Each thread reuses the memory of its last record.
    [ThreadStatic]
    private static RecordRows? s_row;

    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _found;
    private readonly ConditionalWeakTable<IReadOnlyList<string>, int[]> _orders = [];

    private RecordPlan(Model model)
        : this(PredictionShape.Of(model), model.Inputs)
    {
        if (Columns.Length == 0) throw Throw.ColumnsWithoutNames(model);
    }

    /// <param name="outputs">The shape of the predictions, with the columns of the model.</param>
    /// <param name="inputs">The inputs that the columns feed.</param>
    public RecordPlan(PredictionShape outputs, IReadOnlyList<Input> inputs)
    {
        (Outputs, Columns, Inputs) = (outputs, [.. outputs.Signature.Inputs], inputs);
        Widths = [.. inputs.Select(input => input.Shape is [_, { IsKnown: true } width, ..] ? (int)width.Size : 1)];
        Names = [.. Columns.Select(column => System.Text.Encoding.UTF8.GetBytes(column.Name))];
        for (var i = 0; i < Columns.Length; i++) _places.Add(Columns[i].Name, i);
        _found = _places.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The name of the model in messages.</summary>
    public string Model => Outputs.Model;

    public IReadOnlyList<Input> Inputs { get; }

    /// <summary>The columns: an array, which is faster to index for each value of a record.</summary>
    public ModelColumn[] Columns { get; }

    /// <summary>The number of features of each input.</summary>
    public int[] Widths { get; }

    /// <summary>The names of the columns as UTF-8, for comparison with JSON.</summary>
    public byte[][] Names { get; }

    public PredictionShape Outputs { get; }

    /// <summary>Returns the plan for the present state of a model.</summary>
    /// <exception cref="InvalidOperationException">The model does not know its input, or its features have no names.</exception>
    public static RecordPlan Of(Model model) => s_plans.Of(model);

    /// <summary>Returns memory for one record, which belongs to this thread. The caller must give it back with
    /// <see cref="GiveBack"/>.</summary>
    public RecordRows TakeRow(Model model)
    {
        var row = s_row;
        s_row = null;
        if (row is null || row.Plan != this || !row.IsBoundAs(model)) row = new RecordRows(this, 1).Bind(model);
        row.Clear();
        return row;
    }

    /// <summary>Keeps the memory for the next record.</summary>
    public static void GiveBack(RecordRows row) => s_row = row;

    /// <summary>Returns the index of a column; −1 if there is none.</summary>
    public int PlaceOf(string name) => _places.GetValueOrDefault(name, -1);

    /// <inheritdoc cref="PlaceOf(string)"/>
    public int PlaceOf(ReadOnlySpan<char> name) => _found.TryGetValue(name, out var place) ? place : -1;

    /// <summary>Returns the indices of the columns of a record type; −1 for columns that are not read.</summary>
    /// <exception cref="RecordException">A name is unknown and not ignored, or a duplicate.</exception>
    public int[] PlacesOf(IReadOnlyList<string> columns, PredictOptions? options)
    {
        if (_orders.TryGetValue(columns, out var known) && (options?.UnknownNames == NamePolicy.Ignore || !known.Contains(-1)))
            return known;
        var places = new int[columns.Count];
        for (var i = 0; i < places.Length; i++)
        {
            places[i] = PlaceOf(columns[i] ?? throw Throw.NullColumn(this, i));
            if (places[i] < 0 && options?.UnknownNames != NamePolicy.Ignore) throw Throw.UnknownColumn(this, columns[i]);
            if (places[i] >= 0 && Array.IndexOf(places, places[i]) < i) throw Throw.ColumnTwice(this, columns[i]);
        }
        _orders.AddOrUpdate(columns, places);
        return places;
    }
}
