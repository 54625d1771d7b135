namespace Layers;

/// <summary>Texts of an input looked up in a table.</summary>
/// <param name="input">The number of the input.</param>
/// <param name="table">What stands for each text.</param>
/// <param name="y">Where that goes.</param>
internal sealed class TextStep<TOut>(int input, RowTable<string, TOut> table, RowValue y) : RowStep(y)
    where TOut : unmanaged
{
    public override void Run(in RowFrame frame)
    {
        var texts = frame.Tensors[input].AsSpan<string>().Slice(frame.Start * Result.Length, frame.Rows * Result.Length);
        var to = frame.Write<TOut>(Result);
        for (var i = 0; i < texts.Length; i++) to[i] = table[texts[i]];
    }
}
