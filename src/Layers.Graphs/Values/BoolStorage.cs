using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Layers.Graphs;

/// <summary>Elements of type bool, which convert to the numbers 0 and 1.</summary>
internal sealed class BoolStorage : ElementStorage
{
    public override Array NewArray(int length) => new bool[length];

    public override Array ToArray(TensorData data) => data.ToArray<bool>();

    public override ref byte FirstByte(TensorData data) => ref Unsafe.As<bool, byte>(ref MemoryMarshal.GetReference(data.Span<bool>()));

    public override bool Holds(double number) => number is 0 or 1;

    public override TensorData Filled(double number, Shape shape)
    {
        var all = new bool[checked((int)shape.Length)];
        Array.Fill(all, number != 0);
        return TensorData.Of(all, shape);
    }

    public override string[] Texts(TensorData data) => Array.ConvertAll(data.ToArray<bool>(), truth => truth ? "true" : "false");

    public override void Convert(TensorData source, int sourceIndex, TensorData target, int targetIndex, int count) =>
        Of(target.Type).Take<byte>(Array.ConvertAll(source.AsSpan<bool>().Slice(sourceIndex, count).ToArray(),
            truth => truth ? (byte)1 : (byte)0), target, targetIndex);

    public override void Take<T>(ReadOnlySpan<T> numbers, TensorData target, int index)
    {
        var truths = target.Span<bool>()[index..];
        for (var i = 0; i < numbers.Length; i++) truths[i] = !T.IsZero(numbers[i]);
    }
}
