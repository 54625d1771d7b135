namespace Layers;

/// <summary>Texts of an input looked up in a table.</summary>
/// <param name="texts">Which texts.</param>
/// <param name="table">What stands for each text.</param>
/// <param name="y">Where that goes.</param>
internal sealed class TextStep<TOut>(RowTexts texts, RowTable<string, TOut> table, RowValue y) : RowStep(y)
    where TOut : unmanaged
{
    public override void Run(in RowFrame frame)
    {
        var from = frame.Tensors[texts.Input].AsSpan<string>();
        var to = frame.Write<TOut>(Result);
        var (first, stride) = texts.Columns == 0 ? (frame.Start * Result.Length, 1) : (frame.Start * texts.Columns + texts.Column, texts.Columns);
        for (var i = 0; i < frame.Rows * Result.Length; i++) to[i] = table[from[first + i * stride]];
    }
}
