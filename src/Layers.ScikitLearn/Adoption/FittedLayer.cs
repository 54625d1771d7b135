namespace Layers.ScikitLearn;

/// <summary>A layer of the user, in the place of a fitted object.</summary>
internal sealed class FittedLayer(Layer layer, int width) : FittedObject
{
    private int? _outputs;

    public override int Width => width;

    // Learned once, from a call that goes into no model.
    public override int OutputWidth => _outputs ??= WidthOf(Called([.. Enumerable.Range(0, width).Select(_ => new ColumnOf(new Input(1, Type), 0))], null));

    private DType Type => ColumnTypes.TakenBy(layer) ?? (layer is IKeepsWords ? DType.String : DType.Float32);

    public override ColumnType TypeOf(int column) => ColumnTypes.ColumnOf(Type);

    public override IReadOnlyList<string> OutputNames(IReadOnlyList<string> names) =>
        OutputWidth == names.Count ? names : [.. Enumerable.Range(0, OutputWidth).Select(place => $"{layer.Name}_{place}")];

    public override IReadOnlyList<ColumnOf> Apply(IReadOnlyList<ColumnOf> columns, DTypePolicy? dtype) => Columns.Of(Called(columns, dtype));

    private KerasTensor Called(IReadOnlyList<ColumnOf> columns, DTypePolicy? dtype) => layer.Apply(Columns.Join(columns, dtype));

    private int WidthOf(KerasTensor result) => result.Shape.Rank >= 2 && result.Shape[^1].IsKnown
        ? checked((int)result.Shape[^1].Size)
        : throw new ArgumentException($"The layer {layer.Name} gives {result.Shape}, whose last axis has no known size; a layer before the model gives columns.");
}
