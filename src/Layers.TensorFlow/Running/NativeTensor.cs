using System.Text;
using Layers.TensorFlow.Proto;

namespace Layers.TensorFlow;

/// <summary>Converts tensors to and from those of the library. Elements are copied, which does not slow a run down, and no memory is
/// pinned.</summary>
internal sealed unsafe class NativeTensor : IDisposable
{
    private readonly int _texts;

    private NativeTensor(nint handle, int texts) => (Handle, _texts) = (handle, texts);

    public nint Handle { get; }

    /// <summary>Makes a native tensor with the same elements.</summary>
    /// <param name="name">The name of the input, for messages.</param>
    /// <param name="data">The elements; half of a surrogate pair becomes U+FFFD.</param>
    /// <exception cref="ArgumentException">A text is null.</exception>
    /// <exception cref="InvalidOperationException">There is not enough memory.</exception>
    public static NativeTensor Of(string name, TensorData data)
    {
        var isText = data.Type == DType.String;
        if (isText && Array.IndexOf(data.ToArray<string>(), null) is >= 0 and var missing) throw Throw.NullText(name, missing, data.Shape);
        var bytes = isText ? (nuint)data.Length * Native.StringSize : (nuint)data.AsBytes().Length;
        nint handle;
        fixed (long* sizes = data.Shape.ToArray()) handle = Native.TF_AllocateTensor((int)data.Type.ToTensorFlow(), sizes, data.Shape.Rank,
            bytes);
        if (handle == 0) throw Throw.NoMemory(name, data.Shape);
        var target = (byte*)Native.TF_TensorData(handle);
        if (isText) Write(data.AsSpan<string>(), target);
        else data.AsBytes().CopyTo(new Span<byte>(target, checked((int)bytes)));
        return new(handle, isText ? data.Length : 0);
    }

    /// <summary>Reads the elements of a native tensor.</summary>
    /// <param name="tensor">The native tensor.</param>
    /// <param name="name">The name of the output, for messages.</param>
    /// <exception cref="InvalidOperationException">Layers has no tensors with elements of this type, or of this size.</exception>
    public static TensorData Read(nint tensor, string name)
    {
        var type = (DataType)Native.TF_TensorType(tensor);
        if (type.ToLayers() is not { } ours) throw Throw.NoElements(name, type);
        var sizes = new long[Native.TF_NumDims(tensor)];
        for (var axis = 0; axis < sizes.Length; axis++) sizes[axis] = Native.TF_Dim(tensor, axis);
        var shape = Shape.Of(sizes);
        var source = (byte*)Native.TF_TensorData(tensor);
        if (shape.Length > Array.MaxLength
            || (ours != DType.String && shape.Length * ours.Size() > int.MaxValue)) throw Throw.TooManyElements(name, shape);
        var data = TensorData.Zeros(ours, shape);
        if (ours == DType.String) Read(source, data.Span<string>());
        else if (data.Length > 0) new ReadOnlySpan<byte>(source, (int)Native.TF_TensorByteSize(tensor)).CopyTo(data.WritableBytes());
        return data;
    }

    public void Dispose()
    {
        // The memory of a long text is separate, and the tensor does not free it.
        var text = (byte*)Native.TF_TensorData(Handle);
        for (var i = 0; i < _texts; i++) Native.TF_StringDealloc(text + i * Native.StringSize);
        Native.TF_DeleteTensor(Handle);
    }

    private static void Write(ReadOnlySpan<string> texts, byte* target)
    {
        Span<byte> place = stackalloc byte[512];
        foreach (var text in texts)
        {
            var bytes = text.Length * 3 <= place.Length ? place[..Encoding.UTF8.GetBytes(text, place)] : Encoding.UTF8.GetBytes(text);
            Native.TF_StringInit(target);
            fixed (byte* source = bytes) Native.TF_StringCopy(target, source, (nuint)bytes.Length);
            target += Native.StringSize;
        }
    }

    private static void Read(byte* source, Span<string> texts)
    {
        foreach (ref var text in texts)
        {
            text = Encoding.UTF8.GetString(new ReadOnlySpan<byte>(Native.TF_StringGetDataPointer(source),
                checked((int)Native.TF_StringGetSize(source))));
            source += Native.StringSize;
        }
    }
}
