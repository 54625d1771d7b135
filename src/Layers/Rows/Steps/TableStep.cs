namespace Layers;

/// <summary>A step that looks up numbers in a table.</summary>
internal sealed class TableStep<TIn, TOut>(RowValue x, RowTable<TIn, TOut> table, RowValue y) : RowStep(y, x)
    where TIn : unmanaged
    where TOut : unmanaged
{
    public override void Run(in RowFrame frame)
    {
        var from = frame.Read<TIn>(Inputs[0]);
        var to = frame.Write<TOut>(Result);
        for (var i = 0; i < from.Length; i++) to[i] = table[from[i]];
    }
}
