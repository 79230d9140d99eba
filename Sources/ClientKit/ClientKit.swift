internal import AsyncHTTPClient
internal import CReadline
