using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Layers;

/// <summary>LSTM over the steps of a row, from the products of its features, which another step made.</summary>
internal sealed class LstmStep : RowStep
{
    private const int Gates = 4;

    private readonly DenseWeights _recurrent;
    private readonly int _units, _padded, _steps;
    private readonly bool _isReversed, _givesAll;
    private readonly RowValue _state, _next, _memory, _sums;

    /// <param name="x">The products of the features and all biases, step after step, as <see cref="LstmKernel"/> has the gates.</param>
    /// <param name="recurrent">Of the state, likewise.</param>
    /// <param name="units">How many numbers the state has.</param>
    /// <param name="padded">As whole vectors.</param>
    /// <param name="isReversed">Whether the last step is the first.</param>
    /// <param name="givesAll">Whether every state is the result, step after step, and not the last alone.</param>
    /// <param name="y">The result.</param>
    public LstmStep(RowValue x, DenseWeights recurrent, int units, int padded, bool isReversed, bool givesAll, RowValue y)
        : base(y, x)
    {
        (_recurrent, _units, _padded, _isReversed, _givesAll) = (recurrent, units, padded, isReversed, givesAll);
        _steps = x.Length / (Gates * padded);
        (_state, _next, _memory, _sums) = (Floats(padded), Floats(padded), Floats(padded), Floats(Gates * Wide.Count));
        Scratch = [_state, _next, _memory, _sums];
    }

    public override long Work => (long)_steps * Gates * _padded * (_padded + 32);

    public override void Run(in RowFrame frame)
    {
        if (Vector512.IsHardwareAccelerated) Run<Wide512>(frame);
        else if (Vector256.IsHardwareAccelerated) Run<Wide256>(frame);
        else Run<Wide128>(frame);
    }

    private void Run<V>(in RowFrame frame) where V : struct, IWide<V>
    {
        var x = frame.Read<float>(Inputs[0]);
        var y = frame.Write<float>(Result);
        var rows = frame.Rows;
        var h = frame.Write<float>(_state);
        var next = frame.Write<float>(_next);
        var c = frame.Write<float>(_memory);
        ref var sums = ref MemoryMarshal.GetReference(frame.Write<float>(_sums));
        h.Clear();
        c.Clear();
        for (var i = 0; i < _steps; i++)
        {
            var step = _isReversed ? _steps - 1 - i : i;
            LstmKernel.Step<V>(ref MemoryMarshal.GetReference(x[(step * Gates * _padded)..]), _steps * Gates * _padded, ref _recurrent.Panels.First,
                ref MemoryMarshal.GetReference(h), ref MemoryMarshal.GetReference(c), ref MemoryMarshal.GetReference(next), ref sums, rows, _padded, i == 0 ? 0 : _units);
            // The states before the step are room for those after the next.
            var room = h;
            h = next;
            next = room;
            if (_givesAll)
                for (var row = 0; row < rows; row++) h.Slice(row * _padded, _units).CopyTo(y[((row * _steps + step) * _units)..]);
        }
        if (_givesAll) return;
        for (var row = 0; row < rows; row++) h.Slice(row * _padded, _units).CopyTo(y[(row * _units)..]);
    }

    private static RowValue Floats(int length) => new(DType.Float32, length);
}
