using System.Runtime.Intrinsics;

namespace Layers;

/// <summary>A step that computes a GRU or RNN over the time steps of a row, from the products of its features, which another step
/// computes.</summary>
internal sealed class RecurrentStep : RowStep
{
    private readonly Op _op;
    private readonly DenseWeights _recurrent;
    private readonly DenseWeights? _candidate;
    private readonly int _units, _padded, _gates, _steps;
    private readonly bool _isReversed, _givesAll;
    private readonly RowValue _state, _kept, _product, _products;

    /// <param name="x">The products of the features plus the first biases, for each time step, with each gate padded to
    /// <paramref name="padded"/> units.</param>
    /// <param name="op">GRU or RNN.</param>
    /// <param name="recurrent">The weights of the state, padded in the same way.</param>
    /// <param name="candidate">The weights of the state times its reset gate, if the gate is applied before the product; null
    /// otherwise.</param>
    /// <param name="units">The number of elements of the state.</param>
    /// <param name="padded">The number of units, padded to whole vectors.</param>
    /// <param name="isReversed">Whether the time steps are processed from last to first.</param>
    /// <param name="givesAll">Whether the result has the states of all time steps instead of only the last state.</param>
    /// <param name="y">The result.</param>
    public RecurrentStep(RowValue x, Op op, DenseWeights recurrent, DenseWeights? candidate, int units, int padded, bool isReversed,
        bool givesAll, RowValue y)
        : base(y, x)
    {
        (_op, _recurrent, _candidate, _units, _padded, _isReversed, _givesAll) = (op, recurrent, candidate, units, padded, isReversed,
            givesAll);
        _gates = op == Op.GRU ? 3 : 1;
        _steps = x.Length / (_gates * padded);
        // The state, the state times the reset gate, the product of that, and the products of the state.
        (_state, _kept, _product, _products) = (Floats(padded), Floats(candidate is null ? 0 : padded), Floats(candidate?.Units ?? 0),
            Floats(recurrent.Units));
        Scratch = [_state, _kept, _product, _products];
    }

    public override long Work => (long)_steps * _gates * _padded * (_padded + 32);

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
        var c = frame.Write<float>(_kept);
        var d = frame.Write<float>(_product);
        var z = frame.Write<float>(_products);
        h.Clear();
        c.Clear();
        for (var i = 0; i < _steps; i++)
        {
            var step = _isReversed ? _steps - 1 - i : i;
            Multiply(_recurrent, h, z, i);
            if (_candidate is not null)
            {
                for (var row = 0; row < rows; row++)
                {
                    RecurrentKernel.Reset<V>(ref Of(x, row, step), ref z[row * _recurrent.Units], ref h[row * _padded],
                        ref c[row * _padded], _padded);
                    ClearRest(c, row);
                }
                Multiply(_candidate, c, d, i);
            }
            for (var row = 0; row < rows; row++)
            {
                ref var before = ref Of(x, row, step);
                ref var product = ref z[row * _recurrent.Units];
                ref var own = ref h[row * _padded];
                if (_op == Op.RNN) RecurrentKernel.Simple<V>(ref before, ref product, ref own, _padded);
                else if (_candidate is null) RecurrentKernel.GatedAfter<V>(ref before, ref product, ref own, _padded);
                else RecurrentKernel.GatedBefore<V>(ref before, ref product, ref d[row * _padded], ref own, _padded);
                ClearRest(h, row);
                if (_givesAll) h.Slice(row * _padded, _units).CopyTo(y[((row * _steps + step) * _units)..]);
            }
        }
        if (_givesAll) return;
        for (var row = 0; row < rows; row++) h.Slice(row * _padded, _units).CopyTo(y[(row * _units)..]);
    }

    // An infinite feature turns the zero padding into NaN, which the next product would spread.
    private void ClearRest(Span<float> states, int row) => states.Slice(row * _padded + _units, _padded - _units).Clear();

    // The products are only read, but the kernel takes all arguments by reference.
    private ref float Of(ReadOnlySpan<float> x, int row, int step) =>
        ref System.Runtime.CompilerServices.Unsafe.AsRef(in x[(row * _steps + step) * _gates * _padded]);

    // The initial state is zero, so its products are zero and only the bias remains.
    private static void Multiply(DenseWeights weights, ReadOnlySpan<float> x, Span<float> y, int step)
    {
        if (step > 0)
        {
            DenseKernel.Run(weights, x, y, isRectified: false);
            return;
        }
        for (; y.Length > 0; y = y[weights.Units..]) weights.Bias.Span[..weights.Units].CopyTo(y);
    }

    private static RowValue Floats(int length) => new(DType.Float32, length);
}
