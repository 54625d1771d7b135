using System.Diagnostics.CodeAnalysis;

namespace Layers.ScikitLearn;

/// <summary>A fitted object that makes of each column of numbers one column, whose name stays.</summary>
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

    /// <summary>What it is as one layer that knows the statistics it was fitted to, so that rows can be compared with them;
    /// <see langword="null"/> where the file does not have them.</summary>
    /// <param name="places">The columns that it is for.</param>
    /// <param name="shape">The shape of the data, columns last.</param>
    /// <param name="dtype">The types of the layer.</param>
    protected virtual Layer? Learned(IReadOnlyList<int> places, Shape shape, DTypePolicy? dtype) => null;

    /// <summary>What it is as layers, one after another; none for what changes nothing.</summary>
    /// <param name="places">The columns that they are for.</param>
    /// <param name="isInverse">Whether they turn results back.</param>
    /// <param name="dtype">The types of the layers.</param>
    protected abstract IEnumerable<Layer> LayersFor(IReadOnlyList<int> places, bool isInverse, DTypePolicy? dtype);

    private IReadOnlyList<ColumnOf> Scaled(IReadOnlyList<ColumnOf> columns, IReadOnlyList<int> places, DTypePolicy? dtype)
    {
        Layer[] layers = [.. LayersFor(places, isInverse: false, dtype)];
        if (layers.Length == 0) return columns;
        var x = Columns.Join(columns, dtype);
        return Through(Learned(places, x.Shape, dtype) is { } learned ? [learned] : layers, Columns.Of(x), dtype);
    }

    /// <summary>The numbers of some columns.</summary>
    protected static TensorData At(double[] numbers, IReadOnlyList<int> places) =>
        TensorData.Of([.. places.Select(place => numbers[place])], [places.Count]);

    protected static IReadOnlyList<ColumnOf> Through(IEnumerable<Layer> layers, IReadOnlyList<ColumnOf> columns, DTypePolicy? dtype)
    {
        Layer[] all = [.. layers];
        return all.Length == 0 ? columns : Columns.Of(all.Aggregate(Columns.Join(columns, dtype), (x, layer) => layer.Apply(x)));
    }
}
