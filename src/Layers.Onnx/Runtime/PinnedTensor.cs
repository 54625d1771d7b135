using System.Buffers;
using System.Runtime.InteropServices;
using Layers.Graphs;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Layers.Onnx;

/// <summary>A tensor that ONNX Runtime reads or writes in place: its memory stands still until this is disposed.</summary>
internal sealed class PinnedTensor : IDisposable
{
    private readonly IDisposable _pin;
    private readonly TensorData _data;
    private readonly IntPtr _address;
    private bool _isDisposed;

    public PinnedTensor(TensorData data)
    {
        _data = data;
        if (data.Type == DType.String)
        {
            _pin = Value = Strings(data);
            return;
        }
        (_pin, _address) = Pin(data);
        Value = View(data.Shape, 0, data.AsBytes().Length);
    }

    public OrtValue Value { get; }

    /// <summary>Some of the rows, in place; to be disposed before this is.</summary>
    public OrtValue Rows(int start, int count)
    {
        var rowBytes = (long)_data.AsBytes().Length / _data.Shape[0].Size;
        return View(_data.Shape.With(0, count), start * rowBytes, count * rowBytes);
    }

    public void Dispose()
    {
        // A handle of the garbage collector cannot be freed twice.
        if (_isDisposed) return;
        _isDisposed = true;
        Value.Dispose();
        _pin.Dispose();
    }

    private OrtValue View(Shape shape, long offset, long bytes) =>
        OrtValue.CreateTensorValueWithData(OrtMemoryInfo.DefaultInstance, (TensorElementType)(int)_data.Type, shape.ToArray(), _address + (nint)offset, bytes);

    private static OrtValue Strings(TensorData data)
    {
        var value = OrtValue.CreateTensorWithEmptyStrings(OrtAllocator.DefaultInstance, data.Shape.ToArray());
        var strings = data.AsSpan<string>();
        for (var i = 0; i < strings.Length; i++) value.StringTensorSetElementAt(strings[i].AsSpan(), i);
        return value;
    }

    private static (IDisposable Pin, IntPtr Address) Pin(TensorData data)
    {
        if (data.Owner is Array array)
        {
            var handle = new ArrayPin(array);
            return (handle, handle.Address);
        }
        unsafe
        {
            MemoryHandle handle = data.Owner switch
            {
                System.Numerics.Tensors.Tensor<float> tensor => tensor.GetPinnedHandle(),
                System.Numerics.Tensors.Tensor<double> tensor => tensor.GetPinnedHandle(),
                System.Numerics.Tensors.Tensor<int> tensor => tensor.GetPinnedHandle(),
                System.Numerics.Tensors.Tensor<long> tensor => tensor.GetPinnedHandle(),
                _ => throw new InvalidOperationException($"Bug in Layers: a tensor is kept in a {data.Owner.GetType()}."),
            };
            return (handle, (IntPtr)handle.Pointer);
        }
    }

    private sealed class ArrayPin(Array array) : IDisposable
    {
        private GCHandle _handle = GCHandle.Alloc(array, GCHandleType.Pinned);

        public IntPtr Address => _handle.AddrOfPinnedObject();

        public void Dispose() => _handle.Free();
    }
}
