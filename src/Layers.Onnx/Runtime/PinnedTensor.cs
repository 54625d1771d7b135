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
    private bool _isDisposed;

    public PinnedTensor(TensorData data)
    {
        if (data.Type == DType.String)
        {
            _pin = Value = Strings(data);
            return;
        }
        (_pin, var address) = Pin(data);
        Value = OrtValue.CreateTensorValueWithData(OrtMemoryInfo.DefaultInstance, ElementType(data.Type), data.Shape.ToArray(), address, data.AsBytes().Length);
    }

    public OrtValue Value { get; }

    public void Dispose()
    {
        // A handle of the garbage collector cannot be freed twice.
        if (_isDisposed) return;
        _isDisposed = true;
        Value.Dispose();
        _pin.Dispose();
    }

    public static TensorElementType ElementType(DType type) => (TensorElementType)(int)type;

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
