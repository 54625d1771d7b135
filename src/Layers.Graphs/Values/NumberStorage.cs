using System.Globalization;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Layers.Graphs;

/// <summary>Elements of a C# number type.</summary>
internal sealed class NumberStorage<TNumber> : ElementStorage
    where TNumber : unmanaged, INumber<TNumber>, IMinMaxValue<TNumber>
{
    public override Array NewArray(int length) => new TNumber[length];

    public override Array ToArray(TensorData data) => data.ToArray<TNumber>();

    public override ref byte FirstByte(TensorData data) =>
        ref Unsafe.As<TNumber, byte>(ref MemoryMarshal.GetReference(data.Span<TNumber>()));

    // The largest 64-bit integers cannot be represented as doubles. They round up to one more than the largest integer, which is the first
    // number that is too large.
    public override bool Holds(double number) =>
        DTypes.Of<TNumber>().IsFloat()
        || (double.IsInteger(number) && number >= double.CreateTruncating(TNumber.MinValue)
        && number < double.CreateTruncating(TNumber.MaxValue) + 1);

    public override TensorData Filled(double number, Shape shape)
    {
        var all = new TNumber[checked((int)shape.Length)];
        Array.Fill(all, TNumber.CreateTruncating(number));
        return TensorData.Of(all, shape);
    }

    public override string[] Texts(TensorData data) =>
        Array.ConvertAll(data.ToArray<TNumber>(), number => number.ToString(null, CultureInfo.InvariantCulture));

    public override void Convert(TensorData source, int sourceIndex, TensorData target, int targetIndex, int count) =>
        Of(target.Type).Take<TNumber>(source.AsSpan<TNumber>().Slice(sourceIndex, count), target, targetIndex);

    public override void Take<T>(ReadOnlySpan<T> numbers, TensorData target, int index)
    {
        var to = target.Span<TNumber>().Slice(index, numbers.Length);
        if (typeof(T) == typeof(TNumber)) MemoryMarshal.Cast<T, TNumber>(numbers).CopyTo(to);
        else TensorPrimitives.ConvertTruncating(numbers, to);
    }
}
