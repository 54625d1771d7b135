namespace Layers;

/// <summary>A step that selects one of two values, element by element.</summary>
internal sealed class WhereStep<T>(RowValue condition, RowValue a, RowValue b, RowValue y) : RowStep(y, condition, a, b) where T : unmanaged
{
    // The step can overwrite any of its inputs, because each element is read before it is written.
    public override bool RunsInPlace => true;

    public override void Run(in RowFrame frame)
    {
        var condition = frame.Read<byte>(Inputs[0]);
        var a = frame.Read<T>(Inputs[1]);
        var b = frame.Read<T>(Inputs[2]);
        var y = frame.Write<T>(Result);
        for (var i = 0; i < y.Length; i++) y[i] = condition[i] != 0 ? a[i] : b[i];
    }
}
