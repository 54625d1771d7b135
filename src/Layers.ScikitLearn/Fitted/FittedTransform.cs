using System.Diagnostics.CodeAnalysis;

namespace Layers.ScikitLearn;

/// <summary>A fitted object that computes one column from each column of numbers, and keeps its name.</summary>
internal abstract class FittedTransform : FittedFrom
{
    [SetsRequiredMembers]
    protected FittedTransform(FittedFields fields, int width)
        : base(fields, width)
    {
    }

    public override ColumnType TypeOf(int column) => ColumnType.Number;

    public override int OutputWidth => Width;

    public override bool IsColumnwise => true;

    public override IReadOnlyList<string> OutputNames(IReadOnlyList<string> names) => names;

    public override IReadOnlyList<ColumnOf> Apply(IReadOnlyList<ColumnOf> columns, IReadOnlyList<int> places, DTypePolicy? dtype)
    {
        if (columns.Count != places.Count) throw Throw.WrongWidth(this, places.Count, columns.Count);
        return Scaled(columns, places, dtype);
    }

    public override string? NoInverse => null;

    protected override IReadOnlyList<ColumnOf> Inverted(IReadOnlyList<ColumnOf> columns, IReadOnlyList<int> places, DTypePolicy? dtype)
    {
        if (columns.Count != places.Count) throw Throw.WrongWidth(this, places.Count, columns.Count);
        return Through(LayersFor(places, isInverse: true, dtype), columns, dtype);
    }

    protected override IReadOnlyList<ColumnOf> Made(IReadOnlyList<ColumnOf> columns, DTypePolicy? dtype) =>
        Scaled(columns, Taken, dtype);

    /// <summary>Returns one layer with the statistics of the fit, so that rows can be compared with them; <see langword="null"/> if the
    /// file does not have the statistics.</summary>
    /// <param name="places">The indices of the columns.</param>
    /// <param name="shape">The shape of the data, columns last.</param>
    /// <param name="dtype">The dtype policy of the layer.</param>
    protected virtual Layer? Learned(IReadOnlyList<int> places, Shape shape, DTypePolicy? dtype) => null;

    /// <summary>Returns the layers of the computation, in sequence; none if it changes nothing.</summary>
    /// <param name="places">The indices of the columns.</param>
    /// <param name="isInverse">Whether to return the inverse.</param>
    /// <param name="dtype">The dtype policy of the layers.</param>
    protected abstract IEnumerable<Layer> LayersFor(IReadOnlyList<int> places, bool isInverse, DTypePolicy? dtype);

    private IReadOnlyList<ColumnOf> Scaled(IReadOnlyList<ColumnOf> columns, IReadOnlyList<int> places, DTypePolicy? dtype)
    {
        Layer[] layers = [.. LayersFor(places, isInverse: false, dtype)];
        if (layers.Length == 0) return columns;
        var x = Columns.Join(columns, dtype);
        return Through(Learned(places, x.Shape, dtype) is { } learned ? [learned] : layers, Columns.Of(x), dtype);
    }

    /// <summary>Returns the values of some columns.</summary>
    protected static TensorData At(double[] numbers, IReadOnlyList<int> places) =>
        TensorData.Of([.. places.Select(place => numbers[place])], [places.Count]);

    protected static IReadOnlyList<ColumnOf> Through(IEnumerable<Layer> layers, IReadOnlyList<ColumnOf> columns, DTypePolicy? dtype)
    {
        Layer[] all = [.. layers];
        return all.Length == 0 ? columns : Columns.Of(all.Aggregate(Columns.Join(columns, dtype), (x, layer) => layer.Apply(x)));
    }
}
