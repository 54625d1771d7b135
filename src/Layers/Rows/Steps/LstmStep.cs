using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Layers;

/// <summary>A step that computes an LSTM over the time steps of a row, from the products of its features, which another step
/// computes.</summary>
internal sealed class LstmStep : RowStep
{
    private const int Gates = 4;

    private readonly DenseWeights _recurrent;
    private readonly int _units, _padded, _steps;
    private readonly bool _isReversed, _givesAll;
    private readonly RowValue _state, _next, _memory, _sums;

    /// <param name="x">The products of the features plus all biases, for each time step, with the gates in the order of
    /// <see cref="LstmKernel"/>.</param>
    /// <param name="recurrent">The weights of the state, with the gates in the same order.</param>
    /// <param name="units">The number of elements of the state.</param>
    /// <param name="padded">The number of units, padded to whole vectors.</param>
    /// <param name="isReversed">Whether the time steps are processed from last to first.</param>
    /// <param name="givesAll">Whether the result has the states of all time steps instead of only the last state.</param>
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
            LstmKernel.Step<V>(ref MemoryMarshal.GetReference(x[(step * Gates * _padded)..]), _steps * Gates * _padded,
                ref _recurrent.Panels.First,
                ref MemoryMarshal.GetReference(h), ref MemoryMarshal.GetReference(c), ref MemoryMarshal.GetReference(next), ref sums, rows,
                    _padded, i == 0 ? 0 : _units);
            // The buffer of the previous states is reused for the states after the next time step.
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
