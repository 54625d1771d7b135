using static Layers.Graphs.Ops;

namespace Layers;

// The step from values to the indices of categories.
public abstract partial class ColumnEncoding<TState>
{
    // For each column, int64 (batch, 1): 0 for an unknown category, and the other categories counted from 1.
    private Value[] IndicesOf(Value x, CallContext? call)
    {
        if (_categories.Value is not { } categories) throw Throw.WidthNotKnown(this);
        var type = categories[0].Type;
        if (x.Shape.Rank is not (1 or 2)) throw Throw.WrongRank(this, "(batch, columns) or (batch)", x.Shape);
        var columns = x.Shape.Rank == 1 ? 1 : x.Shape[1].IsKnown ? x.Shape[1].Size : throw Throw.UnknownColumnCount(this, x.Shape);
        if (columns != categories.Length) throw Throw.OtherColumns(this, categories.Length, columns);
        if (x.Type == DType.String != (type == DType.String)) throw Throw.WrongCategoryType(this, type, x);
        var values = type == DType.String ? x : WholeNumbers.Of(x, call);
        return [.. categories.Select((column, c) => Index(column, Column(values, c, columns)))];
    }

    private static Value Index(CategoryList column, Value values) =>
        LabelEncoder(values, column.Keys, TensorData.Of(Array.ConvertAll([.. Enumerable.Range(1, column.Count)], place => (long)place)),
            TensorData.Scalar(0L)) is var index && index.Shape.Rank == 1
            ? Unsqueeze(index, 1) : index;

    private static Value Column(Value x, int column, long columns) => columns == 1 ? x : LastAxis.Take(x, column);

    private static Value Known(Value x, Value[] indices)
    {
        var all = indices.Length == 1 ? indices[0] : Concat(indices, 1);
        return Greater(x.Shape.Rank == 1 ? Squeeze(all, 1) : all, 0);
    }
}
