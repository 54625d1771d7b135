namespace Layers;

/// <summary>A step that looks up the texts of an input in a table.</summary>
/// <param name="texts">The texts.</param>
/// <param name="table">The table.</param>
/// <param name="y">The result.</param>
internal sealed class TextStep<TOut>(RowTexts texts, RowTable<string, TOut> table, RowValue y) : RowStep(y)
    where TOut : unmanaged
{
    public override void Run(in RowFrame frame)
    {
        var from = frame.Tensors[texts.Input].AsSpan<string>();
        var to = frame.Write<TOut>(Result);
        var (first, stride) = texts.Columns == 0
            ? (frame.Start * Result.Length, 1) : (frame.Start * texts.Columns + texts.Column, texts.Columns);
        for (var i = 0; i < frame.Rows * Result.Length; i++) to[i] = table[from[first + i * stride]];
    }
}
