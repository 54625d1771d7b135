using System.Diagnostics.CodeAnalysis;

namespace Layers.ScikitLearn;

/// <summary>A layer of the user, in place of a fitted object.</summary>
internal sealed class FittedLayer : FittedObject
{
    private readonly Layer _layer;
    private (KerasTensor Result, DType Type)? _call;

    [SetsRequiredMembers]
    public FittedLayer(Layer layer, int width) => (_layer, Width, ClassName) = (layer, width, layer.GetType().Name);

    public override int Width { get; }

    public override int OutputWidth => checked((int)Call.Result.Shape[^1].Size);

    // Computed once, from a call that goes into no model.
    private (KerasTensor Result, DType Type) Call => _call ??= Tried();

    /// <summary>A stand-in for a layer that refuses its columns, so that other questions can still be asked.</summary>
    public static FittedLayer Unknown(FittedLayer layer) =>
        new(layer._layer, layer.Width) { _call = (new Input(layer.Width).Tensor, DType.Float32) };

    /// <summary>Returns the same layer for another number of columns.</summary>
    public FittedLayer Over(int columns) => columns == Width ? this : new(_layer, columns);

    public override ColumnType TypeOf(int column) => ColumnTypes.ColumnOf(Call.Type);

    public override ColumnType OutputTypeOf(int column) => ColumnTypes.ColumnOf(Call.Result.Type);

    public override IReadOnlyList<string> OutputNames(IReadOnlyList<string> names) =>
        OutputWidth == names.Count ? names : [.. Enumerable.Range(0, OutputWidth).Select(place => $"{_layer.Name}_{place}")];

    public override IReadOnlyList<ColumnOf> Apply(IReadOnlyList<ColumnOf> columns, DTypePolicy? dtype) =>
        Columns.Of(Called(columns, dtype));

    private KerasTensor Called(IReadOnlyList<ColumnOf> columns, DTypePolicy? dtype) => _layer.Apply(Columns.Join(columns, dtype));

    // Few layers say whether they take numbers or texts, so both are tried.
    private (KerasTensor Result, DType Type) Tried()
    {
        if (ColumnTypes.TakenBy(_layer) is { } known) return Tried(known);
        DType[] types = _layer is IKeepsWords ? [DType.String, DType.Float32] : [DType.Float32, DType.String];
        try
        {
            return Tried(types[0]);
        }
        catch (LayerException refused)
        {
            try
            {
                return Tried(types[1]);
            }
            catch (LayerException)
            {
                throw refused;
            }
        }
    }

    private (KerasTensor Result, DType Type) Tried(DType type)
    {
        var result = Called([.. Enumerable.Range(0, Width).Select(_ => new ColumnOf(new Input(1, type), 0))], null);
        if (result.Shape.Rank < 2 || !result.Shape[^1].IsKnown) throw Throw.NoColumnsFrom(_layer, result);
        return (result, type);
    }
}
