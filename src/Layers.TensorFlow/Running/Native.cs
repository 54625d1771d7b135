using System.Runtime.InteropServices;

namespace Layers.TensorFlow;

/// <summary>The part of TensorFlow's C interface that prediction needs: <see href="https://www.tensorflow.org/install/lang_c"/>.</summary>
internal static unsafe partial class Native
{
    public const string Library = "tensorflow";

    /// <summary>The number of bytes of an element in a tensor of strings.</summary>
    public const int StringSize = 24;

    [LibraryImport(Library)]
    public static partial byte* TF_Version();

    [LibraryImport(Library)]
    public static partial nint TF_NewStatus();

    [LibraryImport(Library)]
    public static partial void TF_DeleteStatus(nint status);

    [LibraryImport(Library)]
    public static partial int TF_GetCode(nint status);

    [LibraryImport(Library)]
    public static partial byte* TF_Message(nint status);

    [LibraryImport(Library)]
    public static partial nint TF_NewGraph();

    [LibraryImport(Library)]
    public static partial void TF_DeleteGraph(nint graph);

    [LibraryImport(Library)]
    public static partial nint TF_NewSessionOptions();

    [LibraryImport(Library)]
    public static partial void TF_DeleteSessionOptions(nint options);

    [LibraryImport(Library)]
    public static partial Buffer* TF_NewBuffer();

    [LibraryImport(Library)]
    public static partial void TF_DeleteBuffer(Buffer* buffer);

    [LibraryImport(Library)]
    public static partial Buffer* TF_GetAllOpList();

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint TF_LoadSessionFromSavedModel(nint options, Buffer* runOptions, string folder, string[] tags, int count,
        nint graph, Buffer* metaGraph, nint status);

    [LibraryImport(Library)]
    public static partial void TF_CloseSession(nint session, nint status);

    [LibraryImport(Library)]
    public static partial void TF_DeleteSession(nint session, nint status);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint TF_GraphOperationByName(nint graph, string name);

    [LibraryImport(Library)]
    public static partial int TF_OperationNumOutputs(nint operation);

    [LibraryImport(Library)]
    public static partial void TF_SessionRun(SessionHandle session, Buffer* runOptions, Output* inputs, nint* inputValues,
        int inputCount, Output* outputs, nint* outputValues, int outputCount,
        nint* targets, int targetCount, Buffer* metadata, nint status);

    [LibraryImport(Library)]
    public static partial nint TF_AllocateTensor(int type, long* sizes, int rank, nuint bytes);

    [LibraryImport(Library)]
    public static partial void TF_DeleteTensor(nint tensor);

    [LibraryImport(Library)]
    public static partial void* TF_TensorData(nint tensor);

    [LibraryImport(Library)]
    public static partial nuint TF_TensorByteSize(nint tensor);

    [LibraryImport(Library)]
    public static partial int TF_TensorType(nint tensor);

    [LibraryImport(Library)]
    public static partial int TF_NumDims(nint tensor);

    [LibraryImport(Library)]
    public static partial long TF_Dim(nint tensor, int axis);

    [LibraryImport(Library)]
    public static partial void TF_StringInit(byte* text);

    [LibraryImport(Library)]
    public static partial void TF_StringCopy(byte* text, byte* source, nuint bytes);

    [LibraryImport(Library)]
    public static partial byte* TF_StringGetDataPointer(byte* text);

    [LibraryImport(Library)]
    public static partial nuint TF_StringGetSize(byte* text);

    [LibraryImport(Library)]
    public static partial void TF_StringDealloc(byte* text);

    /// <summary>A buffer of the library.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct Buffer
    {
        public byte* Data;
        public nuint Length;
        public nint Deallocator;
    }

    /// <summary>One output of an operation.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct Output
    {
        public nint Operation;
        public int Index;
    }
}
